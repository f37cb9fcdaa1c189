FROM debian:bookworm-slim
RUN wget -q https://example.com/pool/tool_1.2_amd64.deb
RUN apt-get update && apt-get install -y ./tool_1.2_amd64.deb
ADD https://example.com/pool/lib_1.2_amd64.deb /tmp/
RUN dpkg -i /tmp/lib_1.2_amd64.deb
