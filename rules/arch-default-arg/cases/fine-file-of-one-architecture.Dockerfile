FROM alpine:3.22
ARG ARCH=aarch64
ADD https://dl.example.com/exporter-${ARCH}.tar.gz /opt/
