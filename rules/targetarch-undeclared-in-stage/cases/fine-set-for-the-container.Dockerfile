FROM debian:bookworm-slim
COPY app-* /
HEALTHCHECK CMD TARGETARCH=$(dpkg --print-architecture); /opt/probe-$TARGETARCH
CMD /app-${TARGETARCH:-amd64} --target "$TARGET" "$TARGETPLATFORM" && echo "built for $TARGETARCH"
