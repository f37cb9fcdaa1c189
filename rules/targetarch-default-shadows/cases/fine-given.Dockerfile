FROM golang:1.24 AS build
ARG TARGETARCH=amd64
RUN GOARCH=$TARGETARCH go build -o /app .
