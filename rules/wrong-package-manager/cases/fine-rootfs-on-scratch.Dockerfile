FROM alpine:3.22 AS rootfs
RUN mkdir /rootfs && apk add --root /rootfs --initdb alpine-baselayout apk-tools busybox
FROM scratch
COPY --from=rootfs /rootfs/ /
RUN apk add --no-cache bash
