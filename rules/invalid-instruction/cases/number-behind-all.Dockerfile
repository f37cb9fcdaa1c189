FROM alpine:3.22 AS a
COPY --from=2 /a /a
FROM scratch
COPY --from=busybox:1.37 /bin/busybox /bin/
COPY --from=a /x /x
COPY --from=3 /a /a
