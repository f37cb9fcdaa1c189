FROM alpine:3.22 AS base
RUN apk add --no-cache ca-certificates curl

FROM base AS base-amd64
ENV TOOL_URL=https://dl.example.com/release/linux-arm64/tool

FROM base AS base-arm64
ENV TOOL_URL=https://dl.example.com/release/linux-amd64/tool

FROM base-${TARGETARCH}
RUN curl -fsSLo /usr/bin/tool "${TOOL_URL}" && chmod +x /usr/bin/tool
