FROM alpine:3.22
ARG TARGETOS=linux TARGETARCH=arm TARGETVARIANT=v7
ADD https://dl.example.com/tool-${TARGETOS}-${TARGETARCH}${TARGETVARIANT} /usr/bin/tool
