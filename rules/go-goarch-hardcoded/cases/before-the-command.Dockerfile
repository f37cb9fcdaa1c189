FROM golang:1.24 AS build
RUN CGO_ENABLED=1 GOOS=linux GOARCH=amd64 go build -o /app .
FROM debian:bookworm-slim
COPY --from=build /app /app
