FROM alpine:3.22
COPY qemu-aarch64-static /usr/bin/
