FROM debian:bookworm-slim
COPY packages/tool_1.2-1_amd64.deb /tmp/tool.deb
RUN dpkg -i /tmp/tool.deb
