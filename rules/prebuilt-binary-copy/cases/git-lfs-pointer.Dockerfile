FROM alpine:3.22
COPY app-linux-arm64 /app
