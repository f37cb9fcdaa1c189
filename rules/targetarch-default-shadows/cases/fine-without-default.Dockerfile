FROM golang:1.24 AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go build -o /app .
