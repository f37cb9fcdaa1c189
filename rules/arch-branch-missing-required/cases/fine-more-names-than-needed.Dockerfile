FROM debian:bookworm-slim AS tool-amd64
FROM debian:bookworm-slim AS tool-arm64
FROM debian:bookworm-slim AS tool-armv7
FROM tool-${TARGETARCH}
CMD ["tool"]
