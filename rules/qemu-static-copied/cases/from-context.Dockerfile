FROM debian:bookworm
COPY qemu-arm-static /usr/bin/
RUN apt-get update
