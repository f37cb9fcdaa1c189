FROM alpine:3.22 AS fetch-amd64
FROM debian:13 AS fetch-arm64
FROM fetch-${TARGETARCH} AS fetch
FROM busybox:1 AS unused
FROM scratch
COPY --from=fetch /a /a
