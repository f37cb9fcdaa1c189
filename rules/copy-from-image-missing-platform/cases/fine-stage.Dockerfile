FROM alpine:3.22 AS Tools
FROM alpine:3.22
COPY --from=TOOLS /bin/busybox /bin/
