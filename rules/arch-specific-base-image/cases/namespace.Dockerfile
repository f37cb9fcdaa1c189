FROM golang:1.24 AS build
RUN go build -o /app .
FROM amd64/debian:bookworm-slim
COPY --from=build /app /app
