FROM debian:bookworm-slim
SHELL ["/bin/bash", "-c"]
RUN if [[ ! "$(uname -m)" =~ ^(x86_64|a.*64)$ ]]; then exit 1; fi; \
    uname -m | grep -Eq 'x86_64|aarch[0-9]+' || exit 1
