FROM alpine:3.22
COPY qemu-*-static /usr/bin/
