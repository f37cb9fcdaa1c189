FROM alpine:3.22
RUN case "$(uname -m)" in \
      x86_64) url=https://example.com/x-amd64 ;; \
      aarch64) url=https://example.com/x-amd64 ;; \
    esac; \
    wget -O /x "$url"
