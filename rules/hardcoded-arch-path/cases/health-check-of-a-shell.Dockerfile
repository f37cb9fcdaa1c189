FROM debian:bookworm-slim
COPY bin /opt/bin
HEALTHCHECK --interval=30s CMD /opt/bin/linux-amd64/probe || exit 1
