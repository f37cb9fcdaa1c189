FROM debian:bookworm-slim
ARG TARGETARCH
RUN if [ "$TARGETARCH" = "arm64" ]; then apt-get install -y intel-microcode; fi
