FROM alpine:3.22 AS base
ONBUILD COPY --from=busybox:1.37 /bin/busybox /bin/
ONBUILD COPY --from=2 /bin/busybox /bin/b
FROM base
