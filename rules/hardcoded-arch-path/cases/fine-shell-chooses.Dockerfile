FROM debian:bookworm-slim
COPY bin /opt/bin
HEALTHCHECK CMD if [ "$(uname -m)" = x86_64 ]; then /opt/bin/linux-amd64/probe; else /opt/bin/linux-arm64/probe; fi
CMD case "$MODE" in old) exec /opt/bin/linux-amd64/run ;; *) exec /opt/bin/run ;; esac
