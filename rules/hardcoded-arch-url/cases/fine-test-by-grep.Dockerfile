FROM debian:bookworm-slim
RUN if uname -m | grep -q x86_64; then curl -fO https://example.com/x-x86_64; else curl -fO https://example.com/x-aarch64; fi
RUN if dpkg --print-architecture | grep -qE '^(amd64|i386)$'; then curl -fO https://example.com/y-amd64; fi
RUN if [ "$(uname -m | grep -c aarch64)" = 0 ]; then curl -fO https://example.com/z-amd64; fi
