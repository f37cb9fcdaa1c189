FROM debian:12
RUN ARCH=$(uname -m); case "$ARCH" in x86_64) URL=a;; esac; ARCH=foo; curl -fsSLO https://x.com/$URL.tgz
