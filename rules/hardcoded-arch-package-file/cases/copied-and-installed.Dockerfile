FROM debian:bookworm-slim
COPY tool_1.2.3_amd64.deb /tmp/
RUN dpkg -i /tmp/tool_1.2.3_amd64.deb && rm /tmp/tool_1.2.3_amd64.deb
