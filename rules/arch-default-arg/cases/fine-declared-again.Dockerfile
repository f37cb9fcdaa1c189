FROM alpine:3.22
ARG TARGETARCH
ARG ARCH=amd64
ARG ARCH=${TARGETARCH}
ADD https://dl.example.com/exporter-${ARCH}.tar.gz /opt/
