FROM debian:bookworm-slim
COPY debs /debs
RUN dpkg -i /debs/amd64/tool_1.2_all.deb
