FROM alpine:3.22 AS fetch-amd64
ARG ARCH=x86_64
ADD https://dl.example.com/engine-${ARCH}.tar.gz /engine.tgz
FROM alpine:3.22 AS fetch-arm64
ARG ARCH=aarch64
ADD https://dl.example.com/engine-${ARCH}.tar.gz /engine.tgz
FROM fetch-${TARGETARCH}
