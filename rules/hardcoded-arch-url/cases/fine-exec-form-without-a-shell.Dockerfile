FROM debian:trixie
RUN ["curl", "-fsSL", "-o", "/src/tool.tgz", "https://example.com/tool-src.tgz"]
RUN ["echo", "https://example.com/tool-linux-amd64"]
FROM --platform=linux/amd64 debian:trixie
RUN ["curl", "-fsSL", "-O", "https://example.com/tool-linux-amd64"]
