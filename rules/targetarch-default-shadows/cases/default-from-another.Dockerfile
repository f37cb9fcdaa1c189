FROM alpine:3.22
ARG BUILDARCH
ARG TARGETARCH=${BUILDARCH}
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
