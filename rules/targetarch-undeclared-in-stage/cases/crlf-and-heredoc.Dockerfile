# syntax=docker/dockerfile:1
FROM alpine:3.22 AS build
RUN <<EOF
wget https://dl.example.com/tool-$TARGETARCH
EOF
FROM build
COPY app /app
