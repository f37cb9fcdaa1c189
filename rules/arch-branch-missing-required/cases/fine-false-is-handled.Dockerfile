FROM debian:bookworm-slim
ARG TARGETARCH
RUN (case "$TARGETARCH" in amd64) apt-get install -y intel-tool ;; *) false ;; esac && echo accelerated) || echo plain
RUN if [ "$TARGETARCH" = amd64 ] || false; then echo accelerated; fi
RUN case "$MODE" in fast) true ;; *) false ;; esac && echo fast || echo slow
