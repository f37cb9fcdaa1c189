FROM golang:1.24 AS build
RUN set -e; \
    export CGO_ENABLED=0 GOOS=linux GOARCH='arm64'; \
    go build -o /app ./...
FROM alpine:3.22
COPY --from=build /app /app
