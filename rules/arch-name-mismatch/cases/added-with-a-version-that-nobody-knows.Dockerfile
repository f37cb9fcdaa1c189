FROM debian:bookworm-slim
ARG TARGETARCH
ARG NODE_VERSION
ENV NODE=node-v${NODE_VERSION}-linux-${TARGETARCH}.tar.xz
ADD https://nodejs.org/dist/v${NODE_VERSION}/${NODE} /tmp/
