FROM debian:bookworm-slim
ARG TARGETARCH
COPY app-* /
ENTRYPOINT /app-$TARGETARCH --serve
HEALTHCHECK CMD ["sh", "-c", "/opt/probe-${TARGETARCH} || exit 1"]
