FROM alpine:3.22
ARG TARGETARCH
ARG ARCH=${TARGETARCH}
ADD https://dl.example.com/exporter-${ARCH}.tar.gz /opt/
