FROM debian:bookworm-slim
RUN . /etc/os-release && \
    curl -fsSLo /tool.deb "https://dl.example.com/$VERSION_CODENAME/tool_$TARGETARCH.deb"
