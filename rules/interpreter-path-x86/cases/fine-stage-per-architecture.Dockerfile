FROM alpine:3.22 AS libs
FROM scratch AS out-amd64
COPY --from=libs /lib/ld-musl-x86_64.so.1 /lib/
FROM scratch AS out-arm64
COPY --from=libs /lib/ld-musl-aarch64.so.1 /lib/
FROM out-${TARGETARCH}
