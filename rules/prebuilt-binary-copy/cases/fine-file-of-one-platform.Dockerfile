FROM alpine:3.22
COPY server-linux-arm64 /server
