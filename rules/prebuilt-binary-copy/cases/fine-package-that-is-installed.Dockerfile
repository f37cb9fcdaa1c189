FROM debian:bookworm-slim
COPY debs/tool_1.2.3_amd64.deb /tmp/
RUN apt-get update && apt-get install -y /tmp/tool_1.2.3_amd64.deb
