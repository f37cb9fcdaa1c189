FROM alpine:3.22 AS base
ARG TARGETARCH
FROM alpine:3.22 AS base
FROM base
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
