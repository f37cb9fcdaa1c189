FROM debian:bookworm-slim
RUN curl -fsSLO "https://dl.example.com/tool-$(uname -m).tgz" \
 && curl -fsSLO "https://dl.example.com/tool-$(uname -m).tgz.sha256" \
 && echo 8b7d2c1f0a9e8d7c6b5a493827160504 > /etc/machine-id \
 && sha256sum -c "tool-$(uname -m).tgz.sha256"
