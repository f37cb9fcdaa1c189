FROM alpine:3.22
ARG TARGETARCH
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
