# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
ARG TARGETARCH
ADD https://nodejs.org/dist/v22.14.0/node-v22.14.0-linux-${TARGETARCH/amd64/x64}.tar.xz /opt/node.tar.xz
