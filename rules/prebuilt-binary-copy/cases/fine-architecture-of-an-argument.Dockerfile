FROM alpine:3.22
ARG TARGETARCH
ARG ARCH=amd64
COPY ${TARGETARCH:-amd64}/server /usr/local/bin/server
COPY main-${TARGETARCH:-amd64} /main
COPY dist/$ARCH/tool /tool
