FROM debian:bookworm-slim
ARG TARGETARCH
ARG NODE_VERSION=22.14.0
ADD https://nodejs.org/dist/v${NODE_VERSION}/node-v${NODE_VERSION}-linux-${TARGETARCH}.tar.xz /opt/node.tar.xz
