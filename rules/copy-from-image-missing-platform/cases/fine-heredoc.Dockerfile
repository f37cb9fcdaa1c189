# syntax=docker/dockerfile:1
FROM alpine:3.22
COPY <<EOF /etc/motd
COPY --from=mysql:5.7 /usr/bin/mysqldump /usr/bin/
EOF
