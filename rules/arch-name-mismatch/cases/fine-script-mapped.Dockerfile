FROM debian:13
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) arch=x86_64 ;; arm64) arch=aarch64 ;; esac; \
    curl -fsSLO "https://github.com/just-containers/s6-overlay/releases/download/v3.2.0.3/s6-overlay-${arch}.tar.xz"
RUN curl -LO "https://dl.k8s.io/release/v1.33.2/bin/linux/$(uname -m | sed -e s/x86_64/amd64/ -e s/aarch64/arm64/)/kubectl"
RUN curl -LO "https://github.com/docker/compose/releases/download/v2.39.1/docker-compose-linux-$(uname -m)"
