FROM alpine:3.22 AS base
ARG ARCH=x86_64

FROM base AS tools
RUN apk add --no-cache curl

FROM tools
ADD https://dl.example.com/exporter-${ARCH}.tar.gz /opt/
