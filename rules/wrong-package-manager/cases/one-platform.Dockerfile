FROM --platform=linux/amd64 golang:1.25-bookworm AS base-amd64
FROM golang:1.25-alpine AS base-arm64
FROM base-${TARGETARCH} AS build
RUN DEBIAN_FRONTEND=noninteractive apt-get install -y gcc
