FROM alpine:3.22
COPY qemu-arm-static /usr/bin/
COPY qemu-aarch64-static /usr/bin/
