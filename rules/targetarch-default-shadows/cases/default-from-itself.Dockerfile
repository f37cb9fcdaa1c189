FROM alpine:3.22
ARG TARGETARCH=${TARGETARCH:-amd64}
ADD https://dl.example.com/tool-$TARGETARCH /tool
