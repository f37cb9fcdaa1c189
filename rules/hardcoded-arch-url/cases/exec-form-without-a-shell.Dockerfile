FROM debian:trixie
RUN ["curl", "-fsSL", "-o", "/usr/bin/tool", "https://example.com/tool-linux-amd64"]
