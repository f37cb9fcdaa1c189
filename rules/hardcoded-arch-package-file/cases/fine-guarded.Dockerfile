FROM debian:bookworm-slim
COPY *.deb /tmp/
RUN if [ "$(dpkg --print-architecture)" = amd64 ]; then dpkg -i /tmp/tool_amd64.deb; else dpkg -i /tmp/tool_arm64.deb; fi
