FROM alpine:3.22
ARG TARGETARCH
COPY tool-amd64 /opt/tool-amd64
RUN if [ "$TARGETARCH" = amd64 ]; then mv /opt/tool-amd64 /usr/bin/tool; else apk add --no-cache tool; fi
