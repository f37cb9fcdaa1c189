FROM debian:13-slim
RUN if uname -m | head -c 3 | grep -qx aar; then exit 0; fi; curl -fLO https://example.com/t-linux-amd64.tgz
