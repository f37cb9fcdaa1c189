FROM alpine:3.22
ARG TARGETOS TARGETARCH
ADD https://example.com/releases/tool-${TARGETOS}-${TARGETARCH} /usr/local/bin/tool
