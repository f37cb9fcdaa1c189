FROM alpine:3.22 AS build
RUN apk add --no-cache debootstrap
RUN debootstrap --variant=minbase trixie /rootfs && chroot /rootfs apt-get install -y curl
FROM scratch
COPY --from=build /rootfs /
RUN apt-get update
