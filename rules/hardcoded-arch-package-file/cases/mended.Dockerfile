# On other platforms `dpkg` refuses the file, and what mends its dependencies has nothing to do.
FROM debian:bookworm-slim
COPY tool_1.0_amd64.deb agent_1.0_amd64.deb /tmp/
RUN dpkg -i /tmp/tool_1.0_amd64.deb || apt-get install -fy
RUN dpkg -i /tmp/agent_1.0_amd64.deb || true; apt-get install -f -y
