FROM alpine:3.22
ARG AMD64_SHA=4a4ff1a2e2de8a2a41e4c1b6d2a8b6dbe8a6a8e0f5d5d4f5ac2f4ee3b25ae35f
ARG ARM64_SHA=eae1d3aa50c48fb23b8cbdf4e369d0910dfc538566bfd09df89a774aa84a48b9
RUN set -eux \
    && ARCHITECTURE="$(apk --print-arch)" \
    && if [ "$ARCHITECTURE" = "x86_64" ]; then URL=https://example.com/x-linux-amd64 && SHA=$AMD64_SHA; fi \
    && if [ "$ARCHITECTURE" = "aarch64" ]; then URL=https://example.com/x-linux-arm64 && SHA=$ARM64_SHA; fi \
    && wget -O /x "$URL" \
    && echo "$SHA  /x" | sha256sum -c - \
    && case "$ARCHITECTURE" in \
      x86_64) mkdir -p /opt && wget -O /opt/y https://example.com/y-amd64 ;; \
      aarch64) mkdir -p /opt && wget -O /opt/y https://example.com/y-arm64 ;; \
    esac
