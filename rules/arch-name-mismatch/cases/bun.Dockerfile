FROM debian:bookworm-slim
ARG TARGETARCH
ADD https://github.com/oven-sh/bun/releases/download/bun-v1.1.38/bun-linux-${TARGETARCH}.zip /tmp/bun.zip
