FROM debian:bookworm-slim
ARG TARGETARCH
RUN name=$(case "$TARGETARCH" in \
      amd64) echo x86_64 ;; \
      *) echo "$TARGETARCH is not supported" >&2; exit 1 ;; \
    esac) && \
    echo "$name"
