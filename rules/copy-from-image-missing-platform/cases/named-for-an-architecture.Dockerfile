FROM alpine:3.22
COPY --from=arm64v8/busybox:musl /bin/busybox /bin/busybox
