FROM alpine:3.22
ARG TARGETARCH
ARG ARCH=x86_64
RUN if [ "$TARGETARCH" = arm64 ]; then ARCH=aarch64; fi && \
    wget -O /bin/jq "https://dl.example.com/jq-linux-$ARCH"
