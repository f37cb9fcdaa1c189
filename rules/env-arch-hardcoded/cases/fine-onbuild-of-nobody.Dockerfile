FROM debian:bookworm-slim AS base
ONBUILD ENV NODE_ARCH=x64
FROM debian:bookworm-slim AS run-amd64
ONBUILD ENV NODE_ARCH=x64
FROM debian:bookworm-slim AS run-arm64
ONBUILD ENV NODE_ARCH=arm64
FROM run-${TARGETARCH}
COPY --from=base /a /a
