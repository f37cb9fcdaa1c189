FROM debian:bookworm-slim
ARG TARGETARCH
RUN bash -c "case $TARGETARCH in amd64 | arm64) echo a ;; *) exit 2 ;; esac"
RUN bash -c 'case "$TARGETARCH" in amd64) echo a ;; arm64) echo b ;; *) exit 2 ;; esac'
RUN sh -c "case $TARGETARCH in amd64) echo a ;; *) exit 2 ;; esac" || echo "elsewhere"
