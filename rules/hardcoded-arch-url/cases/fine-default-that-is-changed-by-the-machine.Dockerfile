FROM debian:bookworm-slim
RUN URL=https://example.com/a/tool-linux-amd64.tgz \
 && if [ "$(uname -m)" = aarch64 ]; then URL=https://example.com/b/tool-linux-arm64.tgz; fi \
 && wget "$URL"
RUN URL=https://example.com/a/tool-linux-amd64.tgz \
 && if uname -m | grep -E '^(a)\1rch64'; then URL=https://example.com/b/tool-linux-amd64.tgz; fi \
 && wget "$URL"
