FROM alpine:3.22
ARG ARCH=amd64
RUN case "$ARCH" in amd64) name=x86_64 ;; arm64) name=aarch64 ;; esac; \
    wget "https://example.com/x-$name"
