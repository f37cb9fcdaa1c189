# syntax=docker/dockerfile:1
FROM alpine:3.22
RUN apk add --no-cache \
    curl
COPY <<EOF /etc/motd
hello
EOF
CMD ["/bin/sh"]
