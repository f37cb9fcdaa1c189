FROM alpine:3.22 AS fetch-amd64
ARG TARGETARCH=amd64
ADD https://dl.example.com/tool-${TARGETARCH} /tool
FROM alpine:3.22 AS fetch-arm64
ARG TARGETARCH=arm64
ADD https://dl.example.com/tool-${TARGETARCH} /tool
FROM fetch-${TARGETARCH}
