FROM alpine:3.22
ARG TARGETARCH
RUN [ "$TARGETARCH" = amd64 ] || exit 0; \
    wget -O /x https://example.com/x-x86_64
RUN set -e; \
    if [ "$TARGETARCH" != "arm64" ]; then echo "skipped"; exit 0; fi; \
    wget -O /x https://example.com/x-aarch64
