ARG ARCH=amd64
FROM quay.io/prometheus/busybox-linux-${ARCH}:latest
ARG ARCH
COPY .build/linux-${ARCH}/exporter /bin/exporter
