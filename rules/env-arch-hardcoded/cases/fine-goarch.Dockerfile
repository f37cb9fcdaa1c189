FROM golang:1.24 AS build
ENV GOOS=linux GOARCH=amd64
RUN go build -o /app .
