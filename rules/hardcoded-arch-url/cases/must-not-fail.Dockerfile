# The mirror has the same file, and without the file the build ends.
FROM debian:bookworm-slim
RUN curl -fLo /opt/prof https://example.com/prof-linux-amd64 || curl -fLo /opt/prof https://mirror.example.com/prof-linux-amd64
RUN curl -fLo /opt/prof https://example.com/prof-linux-amd64 || exit 1
RUN for i in 1 2 3; do curl -fLo /opt/prof https://example.com/prof-linux-amd64 && break || sleep 5; done
RUN curl -fLo /tmp/tool.deb https://example.com/tool_1.0_amd64.deb && dpkg -i /tmp/tool.deb || true && apt-get install -fy
