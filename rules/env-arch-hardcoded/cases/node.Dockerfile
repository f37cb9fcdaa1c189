FROM debian:bookworm-slim
ENV NODE_ARCH=x64 NODE_VERSION=22.14.0
RUN curl -fsSL https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$NODE_ARCH.tar.xz | tar -xJ -C /usr/local
