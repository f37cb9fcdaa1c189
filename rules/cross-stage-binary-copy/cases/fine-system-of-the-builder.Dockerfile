# Files in a place of their own, helpers that are scripts, and a system that was made for the target.
FROM --platform=$BUILDPLATFORM alpine:3.22 AS files
WORKDIR /rootfs
RUN mkdir -p usr/bin etc && echo nobody > etc/passwd
FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.7.0 AS xx
FROM --platform=$BUILDPLATFORM debian:bookworm AS system
ARG TARGETARCH
RUN debootstrap --arch="$TARGETARCH" bookworm /target
FROM --platform=$BUILDPLATFORM scratch AS page
COPY public/ /
FROM alpine:3.22
COPY --from=files /rootfs /
COPY --from=xx / /
COPY --from=system /target /
COPY --from=page / /srv/
