FROM debian:13-slim
RUN if { uname -m; uname -s; } | grep -q '^aarch64$'; then exit 0; fi; curl -fLO https://example.com/t-linux-amd64.tgz
