FROM debian:bookworm-slim
ARG TARGETARCH
COPY vendor /vendor
RUN tar -xzf /vendor/tool-linux-${TARGETARCH}.tar.gz -C /usr/local
RUN case "$TARGETARCH" in amd64) tar -xzf /vendor/extra-linux-amd64.tar.gz ;; esac
