ARG TARGETPLATFORM=linux/amd64
FROM alpine:3.22
ARG TARGETPLATFORM
RUN case "$TARGETPLATFORM" in linux/amd64) a=x86_64 ;; linux/arm64) a=aarch64 ;; *) exit 1 ;; esac; \
    wget -O /bin/jq "https://dl.example.com/jq-$a"
