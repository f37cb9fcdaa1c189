FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends debootstrap mmdebstrap qemu-user-static
RUN debootstrap --variant=minbase bookworm /rootfs http://deb.debian.org/debian
RUN debootstrap --arch="$(dpkg --print-architecture)" bookworm /rootfs http://deb.debian.org/debian
RUN debootstrap --foreign --arch=amd64 bookworm /rootfs http://deb.debian.org/debian
RUN debootstrap --arch=arm64 bookworm /board http://deb.debian.org/debian
RUN qemu-debootstrap --arch=armhf bookworm /board http://deb.debian.org/debian
RUN mmdebstrap --variant=extract --architectures=amd64 bookworm /files
RUN if [ "$(dpkg --print-architecture)" = amd64 ]; then debootstrap --arch=amd64 bookworm /rootfs; fi
RUN echo "debootstrap --arch=amd64 is for others" && apt-get install -y debootstrap
ENTRYPOINT ["debootstrap"]
