# escape=`
# syntax=docker/dockerfile:1
FROM `
    # the old one
    mysql:5.7
RUN <<EOF
FROM alpine:3.22
EOF
COPY <<one <<two /etc/
FROM alpine:3.22
one
FROM alpine:3.22
two
