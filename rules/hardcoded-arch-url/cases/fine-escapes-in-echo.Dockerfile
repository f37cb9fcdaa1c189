FROM debian:13-slim
RUN if echo -e "arch:\n$(uname -m)" | grep -qx aarch64; then exit 0; fi; curl -fLO https://example.com/t-linux-amd64.tgz
