FROM debian:bookworm-slim
COPY bin /opt/bin
ENTRYPOINT exec /opt/bin/linux-amd64/run --config "$CONFIG"
