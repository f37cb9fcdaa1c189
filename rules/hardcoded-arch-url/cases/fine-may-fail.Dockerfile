# The tool is a help where it runs, and nobody minds where it does not.
FROM debian:bookworm-slim
RUN (curl -fLo /opt/prof https://example.com/prof-linux-amd64 && chmod +x /opt/prof && /opt/prof --version) || true
RUN curl -fLo /opt/prof https://example.com/prof-linux-amd64 || true
RUN if curl -fLO https://example.com/prof-linux-amd64.tgz; then tar xf prof-linux-amd64.tgz; fi
