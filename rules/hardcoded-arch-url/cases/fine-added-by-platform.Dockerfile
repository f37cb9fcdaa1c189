FROM alpine:3.22
ARG TARGETARCH
ARG VERSION=1.2
ENV URL=https://example.com/v${VERSION}/tool-linux-${TARGETARCH}.tgz
ADD $URL /opt/tool.tgz
ADD https://example.com/v${VERSION}/other-${TARGETARCH}.tgz /opt/
