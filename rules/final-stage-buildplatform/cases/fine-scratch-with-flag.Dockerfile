FROM --platform=$BUILDPLATFORM scratch
COPY rootfs /
