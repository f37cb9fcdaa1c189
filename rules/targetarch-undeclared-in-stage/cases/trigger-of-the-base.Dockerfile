FROM alpine:3.22 AS base
ONBUILD ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
FROM base
ARG TARGETARCH
RUN echo $TARGETARCH
