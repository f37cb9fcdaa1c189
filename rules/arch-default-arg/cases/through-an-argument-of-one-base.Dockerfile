FROM debian:bookworm-slim AS base-amd64
ARG CLI_ARCH="x86_64"

FROM base-amd64 AS base-arm64

FROM base-$TARGETARCH
ARG CLI_URL="https://downloads.example.com/cli-linux-${CLI_ARCH}.zip"
RUN curl -fsSLo /tmp/cli.zip "$CLI_URL"
