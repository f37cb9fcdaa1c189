FROM debian:bookworm-slim
RUN curl -s https://api.github.com/repos/example/tool/releases/latest \
    | grep browser_download_url | grep -v arm64 | grep noarch | cut -d '"' -f 4 | xargs wget -q
RUN curl -s https://api.github.com/repos/example/other/releases/latest \
    | jq -r '.assets[] | select(.name | contains("arm64") | not) | select(.name | endswith(".jar")) | .browser_download_url' | xargs wget -q
