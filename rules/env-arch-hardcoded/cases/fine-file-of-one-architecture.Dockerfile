FROM debian:bookworm-slim
ENV NODE_ARCH=x64
