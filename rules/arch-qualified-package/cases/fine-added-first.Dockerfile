FROM debian:bookworm-slim
RUN dpkg --add-architecture arm64 && apt-get update && apt-get install -y libc6:arm64 gcc-aarch64-linux-gnu
