FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends debootstrap mmdebstrap
RUN debootstrap --arch=amd64 --variant=minbase bookworm /rootfs http://deb.debian.org/debian
RUN debootstrap --variant=minbase --arch amd64 bookworm /other http://deb.debian.org/debian
RUN mmdebstrap --variant=minbase --architectures=amd64,i386 bookworm /third
FROM scratch
COPY --from=build /rootfs /
