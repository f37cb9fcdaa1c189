FROM debian:bookworm-slim
ARG TARGETARCH
RUN case "$TARGETARCH" in \
      amd64) arch=x64 ;; \
      *) echo "unsupported: $TARGETARCH"; false ;; \
    esac && curl -fsSLO "https://downloads.example.com/tool-$arch.tgz"
