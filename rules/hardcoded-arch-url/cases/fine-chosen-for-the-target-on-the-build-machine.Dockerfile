# The standard downloader stage: it runs on the build machine, and what it brings is for the target.
FROM --platform=$BUILDPLATFORM alpine:3.20 AS case
ARG TARGETARCH
RUN case "$TARGETARCH" in \
        amd64) arch=x86_64 ;; \
        arm64) arch=aarch64 ;; \
        arm) arch=armv7l ;; \
        *) exit 1 ;; \
    esac; \
    wget -O- "https://example.com/tool-linux-$arch.tgz" | tar -xz

FROM --platform=$BUILDPLATFORM alpine:3.20 AS platform
ARG TARGETPLATFORM
RUN case ${TARGETPLATFORM} in \
        linux/amd64) url=https://example.com/v1/jo-linux-amd64 ;; \
        linux/arm64) url=https://example.com/v1/jo-linux-arm64 ;; \
        linux/arm/v7) url=https://example.com/v1/jo-linux-armhf ;; \
    esac && wget -O /jo "$url"

FROM --platform=$BUILDPLATFORM alpine:3.20 AS if
ARG TARGETARCH
RUN if [ "$TARGETARCH" = arm64 ]; then wget -O /pq https://example.com/pq-linux-arm64; \
    else wget -O /pq https://example.com/pq-linux-amd64; fi

FROM --platform=$BUILDPLATFORM alpine:3.20 AS default
ARG TARGETARCH
RUN arch=x86_64 && if [ "$TARGETARCH" = arm64 ]; then arch=aarch64; fi \
    && wget -O /kv "https://example.com/kv-linux-$arch"

FROM alpine:3.20
COPY --from=case /tool /usr/bin/tool
COPY --from=platform /jo /usr/bin/jo
COPY --from=if /pq /usr/bin/pq
COPY --from=default /kv /usr/bin/kv
