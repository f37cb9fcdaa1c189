FROM debian:bookworm-slim AS base
ONBUILD ENV NODE_ARCH=x64
FROM base
RUN download $NODE_ARCH
