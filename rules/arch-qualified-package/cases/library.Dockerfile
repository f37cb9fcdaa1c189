FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y \
      libssl3:amd64 \
      libc6-dev:amd64=2.36-9 \
      curl
