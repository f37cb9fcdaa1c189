FROM alpine:3.22 AS base-amd64
ENV GOAMD64=v1
FROM alpine:3.22 AS base-armv7
ENV GOARM=7
FROM base-${TARGETARCH}${TARGETVARIANT}
COPY tool /usr/bin/tool
