ARG ARCH=x86_64
FROM alpine:3.22
ARG ARCH
RUN wget -O /bin/jq https://dl.example.com/jq-linux-$ARCH
