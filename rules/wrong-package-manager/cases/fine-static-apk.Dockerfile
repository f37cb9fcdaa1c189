FROM alpine:3.22 AS tools
RUN apk add --no-cache apk-tools-static
FROM busybox:1.37
COPY --from=tools /sbin/apk.static /sbin/apk
RUN apk --initdb --root / add curl
