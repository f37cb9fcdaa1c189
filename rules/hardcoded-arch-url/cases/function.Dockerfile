FROM debian:bookworm-slim
RUN fetch() { curl -fsSL -o "/tmp/$1" "https://example.com/$1"; }; \
    fetch tool-linux-amd64 && fetch data.json
