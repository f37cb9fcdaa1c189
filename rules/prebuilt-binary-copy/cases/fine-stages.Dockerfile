FROM alpine:3.22 AS app-amd64
COPY app-x64 /app
COPY app-linux-x64 /app
FROM alpine:3.22 AS app-arm64
COPY app-aarch64 /app
FROM app-${TARGETARCH}
CMD ["/app"]
