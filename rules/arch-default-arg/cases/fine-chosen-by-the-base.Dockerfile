FROM debian:bookworm-slim AS base
RUN apt-get update && apt-get install -y curl unzip

FROM base AS base-amd64
ARG CLI_ARCH="x86_64"

FROM base AS base-arm64
ARG CLI_ARCH="aarch64"

FROM base-$TARGETARCH
ARG CLI_URL="https://downloads.example.com/cli-linux-${CLI_ARCH}.zip"
RUN curl -fsSLo /tmp/cli.zip "$CLI_URL" && unzip /tmp/cli.zip -d /opt
