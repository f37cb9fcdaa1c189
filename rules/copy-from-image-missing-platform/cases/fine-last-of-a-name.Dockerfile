FROM mysql:5.7 AS tools
FROM alpine:3.22 AS tools
FROM alpine:3.22
COPY --from=tools /bin/busybox /bin/
