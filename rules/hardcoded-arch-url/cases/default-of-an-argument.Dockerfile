ARG SS_VERSION=1.23.4
FROM alpine:3.22
ARG SS_VERSION
ARG SS_FILE=shadowsocks-v${SS_VERSION}.x86_64-unknown-linux-musl.tar.xz
ARG SS_URL=https://github.com/shadowsocks/shadowsocks-rust/releases/download/v${SS_VERSION}/${SS_FILE}
RUN apk add --no-cache curl tar xz \
    && curl -sSL ${SS_URL} | tar xJ -C /usr/bin
