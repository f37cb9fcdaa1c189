FROM golang:1.24 AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /src
RUN go build -o app.exe .
