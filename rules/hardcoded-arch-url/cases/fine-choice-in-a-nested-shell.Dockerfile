FROM debian:bookworm-slim
RUN bash -c 'if [ "$(uname -m)" = x86_64 ]; then curl -fO https://example.com/x-x86_64; else curl -fO https://example.com/x-aarch64; fi'
RUN su -c 'case $(uname -m) in x86_64) curl -fO https://example.com/y-x64;; esac' nobody
