FROM golang:1.24 AS build
RUN go build -o /app .
FROM alpine:3.22
COPY --from=build /app /app
