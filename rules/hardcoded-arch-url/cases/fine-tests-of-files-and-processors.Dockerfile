FROM debian:bookworm-slim
RUN if lscpu | grep -q x86_64; then curl -O https://example.com/x64.tgz; fi
RUN if [ -d /usr/lib/x86_64-linux-gnu ]; then curl -O https://example.com/x64.tgz; fi
RUN if file /bin/bash | grep -q x86-64; then curl -O https://example.com/x64.tgz; fi
RUN if grep -q avx2 /proc/cpuinfo; then curl -O https://example.com/x64.tgz; fi
RUN if python3 -c 'import platform,sys; sys.exit(platform.machine() != "x86_64")'; then curl -O https://example.com/x64.tgz; fi
RUN case "$(gcc -dumpmachine)" in x86_64-*) curl -O https://example.com/x64.tgz;; esac
RUN case "$(uname -sm)" in "Linux x86_64") curl -O https://example.com/x64.tgz;; esac
