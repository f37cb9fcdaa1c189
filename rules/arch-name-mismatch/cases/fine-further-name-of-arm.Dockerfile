FROM debian:bookworm-slim
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) arch=x86_64 ;; arm64) arch=aarch64 ;; *) arch=$TARGETARCH ;; esac; \
    curl -fsSLO "https://github.com/just-containers/s6-overlay/releases/download/v3.2.0.3/s6-overlay-$arch.tar.xz"
