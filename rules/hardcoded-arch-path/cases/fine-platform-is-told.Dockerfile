FROM debian:bookworm-slim
COPY bin /opt/bin
CMD echo "started as linux/amd64" && exec /opt/bin/run --platform linux/amd64
