FROM debian:bookworm-slim
COPY debs/tool_1.2.3_amd64.deb /tmp/
RUN dpkg-deb -x /tmp/tool_1.2.3_amd64.deb /opt/tool
