FROM debian:bookworm-slim
SHELL ["/bin/bash", "-c"]
RUN uname -m | grep -qE '^x86_64(_v[0-9])?$' || exit 1
RUN if [[ ! "$(uname -m)" =~ ^(x86_64|i[3-6]86)$ ]]; then exit 1; fi
