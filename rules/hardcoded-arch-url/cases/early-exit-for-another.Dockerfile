FROM alpine:3.22
RUN set -e; \
    if [ "$(uname -m)" = riscv64 ]; then exit 0; fi; \
    wget -O /x https://example.com/x-x86_64
