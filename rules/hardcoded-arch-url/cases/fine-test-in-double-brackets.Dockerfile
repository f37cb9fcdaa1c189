FROM debian:bookworm-slim
SHELL ["/bin/bash", "-c"]
RUN if [[ "$(uname -m)" == "x86_64" ]]; then curl -fO https://example.com/x-x64; \
    elif [[ $(uname -m) =~ ^(aarch64|arm64)$ ]]; then curl -fO https://example.com/x-arm64; fi
RUN [[ $(uname -m) == x86* ]] && curl -fO https://example.com/y-amd64 || curl -fO https://example.com/y-arm64
