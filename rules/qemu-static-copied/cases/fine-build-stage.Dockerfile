FROM debian:bookworm AS test
COPY qemu-arm-static /usr/bin/
FROM debian:bookworm
