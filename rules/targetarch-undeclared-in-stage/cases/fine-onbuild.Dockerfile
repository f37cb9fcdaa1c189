FROM alpine:3.22 AS base
ONBUILD ARG TARGETARCH
FROM base
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
