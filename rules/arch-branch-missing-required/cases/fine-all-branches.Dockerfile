# syntax=docker/dockerfile:1
FROM alpine:3.22 AS fetch-amd64
ADD https://dl.example.com/engine-x86_64.tar.gz /engine.tgz
FROM alpine:3.22 AS fetch-arm64
ADD https://dl.example.com/engine-aarch64.tar.gz /engine.tgz
FROM alpine:3.22 AS fetch-arm
ADD https://dl.example.com/engine-armhf.tar.gz /engine.tgz
FROM fetch-${TARGETARCH} AS fetch
FROM alpine:3.22
COPY --from=fetch /engine.tgz /
