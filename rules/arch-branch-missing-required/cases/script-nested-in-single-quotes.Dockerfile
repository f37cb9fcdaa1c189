FROM debian:bookworm-slim
ARG TARGETARCH
RUN bash -c 'case "$TARGETARCH" in amd64) echo a ;; *) exit 2 ;; esac'
