# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.24-alpine AS base
WORKDIR /src
FROM base AS golangci-lint
RUN --mount=target=. golangci-lint run ./...
