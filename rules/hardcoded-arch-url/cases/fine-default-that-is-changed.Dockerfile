FROM debian:bookworm-slim
RUN URL=https://example.com/x64.tgz; [ "$(arch)" = aarch64 ] && URL=https://example.com/arm64.tgz; curl -O $URL
RUN URL=https://example.com/x64.tgz; if [ "$(dpkg --print-architecture)" != amd64 ]; then URL=https://example.com/arm64.tgz; fi; curl -O $URL
RUN if [ `uname -m` = x86_64 -o `uname -m` = amd64 ]; then curl -O https://example.com/x64.tgz; fi
RUN get() { case "$1" in amd64) curl -O https://example.com/x64.tgz;; arm64) curl -O https://example.com/arm64.tgz;; esac; }; get "$(dpkg --print-architecture)"
RUN python3 - <<EOF
import urllib.request; urllib.request.urlopen("https://example.com/x-amd64")
EOF
