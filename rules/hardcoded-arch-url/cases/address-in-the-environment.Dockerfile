FROM debian:bookworm-slim
ENV TOOL_URL=https://example.com/tool-linux-amd64.tgz
RUN curl -fsSL "$TOOL_URL" | tar -xz -C /opt
