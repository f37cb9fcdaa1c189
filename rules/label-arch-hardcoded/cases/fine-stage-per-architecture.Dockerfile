FROM debian:bookworm AS run-amd64
LABEL arch=amd64
FROM debian:bookworm AS run-arm64
LABEL arch=arm64
FROM run-${TARGETARCH}
