FROM debian:bookworm
RUN dpkg --add-architecture arm64 && apt-get update && apt-get install -y libc6-dev:arm64
ENV LIBRARY_PATH=/usr/lib/aarch64-linux-gnu
