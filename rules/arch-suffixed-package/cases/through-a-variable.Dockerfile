FROM debian:bookworm-slim
RUN KERNEL=6.1.0-18 && apt-get install -y \
      linux-image-$KERNEL-arm64
