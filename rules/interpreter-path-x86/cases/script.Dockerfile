FROM alpine:3.22
RUN apk add --no-cache libc6-compat && mkdir -p /lib64 \
    && ln -s /lib/libc.musl-x86_64.so.1 /lib64/ld-linux-x86-64.so.2
