FROM debian:bookworm-slim
ARG TARGETARCH
RUN if [ "$TARGETARCH" = amd64 ]; then S=-linux-amd64; fi && \
    curl -fLO "https://example.com/tool$S.tgz"
