FROM alpine:3.22 AS debug-amd64
RUN apk add --no-cache gdb
FROM debug-${TARGETARCH} AS debug
FROM alpine:3.22 AS release
COPY app /app
