FROM alpine:3.22 AS base
ARG TARGETARCH TARGETVARIANT
FROM base AS middle
RUN true
FROM middle
RUN wget -O /bin/tool https://dl.example.com/tool-$TARGETARCH$TARGETVARIANT
