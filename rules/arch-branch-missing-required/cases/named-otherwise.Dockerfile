FROM debian:bookworm-slim AS tool-amd64
FROM debian:bookworm-slim AS tool-aarch64
FROM tool-${TARGETARCH}
CMD ["tool"]
