FROM debian:bookworm-slim
RUN arch="$(dpkg --print-architecture)"; \
    case "$arch" in \
      *amd64) url=https://example.com/x-x86_64.tgz ;; \
      *arm64) url=https://example.com/x-aarch64.tgz ;; \
    esac; \
    curl -fsSLO "$url"
