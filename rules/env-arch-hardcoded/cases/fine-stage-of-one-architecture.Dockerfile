FROM debian:bookworm-slim AS run-amd64
ENV NODE_ARCH=x64
FROM debian:bookworm-slim AS run-arm64
ENV NODE_ARCH=arm64
FROM run-${TARGETARCH}
