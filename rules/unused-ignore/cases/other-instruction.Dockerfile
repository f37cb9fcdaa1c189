FROM alpine:3.22
ARG TARGETARCH=amd64
# anyarch: ignore[targetarch-default-shadows] only for old builders
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
