FROM scratch AS s6-amd64
ADD https://github.com/just-containers/s6-overlay/releases/download/v3.2.0.3/s6-overlay-x86_64.tar.xz /s6.tar.xz
FROM scratch AS s6-arm64
ADD https://github.com/just-containers/s6-overlay/releases/download/v3.2.0.3/s6-overlay-aarch64.tar.xz /s6.tar.xz
FROM s6-${TARGETARCH} AS s6
FROM alpine:3.22
COPY --from=s6 /s6.tar.xz /
