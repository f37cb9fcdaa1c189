FROM alpine:3.22
RUN if [ "$(uname -m)" = aarch64 ]; then \
      wget -O /x https://example.com/x-aarch64; \
    else \
      wget -O /x https://example.com/x-x86_64; \
    fi
