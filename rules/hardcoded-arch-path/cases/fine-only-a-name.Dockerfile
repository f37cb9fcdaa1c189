FROM golang:1.24 AS build
RUN go build -o /out/app-linux-amd64 .
FROM debian:bookworm
COPY --from=build /out/app-linux-amd64 /app
