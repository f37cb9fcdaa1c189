FROM debian:bookworm-slim
RUN dpkg --add-architecture amd64 && apt-get update
RUN debootstrap --arch=amd64 bookworm /opt/sysroot http://deb.debian.org/debian
