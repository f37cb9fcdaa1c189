# One layer in place of several, and all of it is the build machine's.
FROM --platform=$BUILDPLATFORM alpine:3.22 AS root
RUN apk add --no-cache nginx
COPY rootfs/ /
FROM scratch
COPY --from=root / /
ENTRYPOINT ["/usr/sbin/nginx"]
