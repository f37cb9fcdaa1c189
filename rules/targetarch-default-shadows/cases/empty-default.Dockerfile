FROM alpine:3.22
ARG TARGETARCH=
ADD https://dl.example.com/tool-${TARGETARCH:-amd64} /usr/bin/tool
