FROM alpine:3.22
RUN apt() { apk add --no-cache "$@"; }; apt curl
