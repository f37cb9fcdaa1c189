FROM alpine:3.22
ONBUILD ARG TARGETARCH
ONBUILD RUN if [ "$TARGETARCH" = amd64 ]; then wget https://dl.example.com/x-linux-amd64; else wget https://dl.example.com/x-linux-arm64; fi
ONBUILD ADD https://dl.example.com/y-linux-${TARGETARCH} /usr/bin/y
