FROM debian:bookworm-slim
RUN curl -fLO https://example.com/tool_1.2.3_amd64.deb \
    && dpkg -i tool_1.2.3_amd64.deb
