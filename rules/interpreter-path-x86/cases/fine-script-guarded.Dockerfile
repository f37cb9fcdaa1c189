FROM alpine:3.22
ARG TARGETARCH
RUN if [ "$TARGETARCH" = amd64 ]; then ln -s /lib/libc.musl-x86_64.so.1 /lib/ld-linux-x86-64.so.2; fi
