FROM alpine:3.22
RUN wget -O /usr/bin/x https://example.com/x-linux-armv6; \
    wget -O /usr/bin/y https://example.com/y-arm32v6; \
    wget -O /usr/bin/z https://example.com/z_armhf.tgz
