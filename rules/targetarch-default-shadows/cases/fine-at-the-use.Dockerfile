FROM golang:1.24 AS build
ARG TARGETARCH
RUN GOARCH=${TARGETARCH:-amd64} go build -o /app .
