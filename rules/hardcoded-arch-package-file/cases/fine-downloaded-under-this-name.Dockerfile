FROM debian:bookworm-slim
ARG TARGETARCH
RUN curl -fL "https://example.com/tool_${TARGETARCH}.deb" -o /tmp/tool-amd64.deb \
    && dpkg -i /tmp/tool-amd64.deb
