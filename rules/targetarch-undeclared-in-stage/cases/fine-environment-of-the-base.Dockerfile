FROM alpine:3.22 AS base
ARG TARGETARCH
ENV TARGETOS=linux
FROM base AS middle
FROM middle AS last
ADD https://dl.example.com/tool-${TARGETOS}-${TARGETARCH} /usr/bin/tool
