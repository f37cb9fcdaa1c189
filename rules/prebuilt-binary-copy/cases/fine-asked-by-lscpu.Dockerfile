FROM debian:13-slim
COPY gen /opt/gen
RUN if lscpu | grep -q x86_64; then /opt/gen; fi
