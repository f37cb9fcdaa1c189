FROM alpine:3.22
RUN wget -O /usr/bin/x https://example.com/x-linux-armv6
