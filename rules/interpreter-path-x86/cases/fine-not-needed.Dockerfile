FROM alpine:3.22 AS old
ENV LOADER=/lib/ld-musl-x86_64.so.1
FROM alpine:3.22
