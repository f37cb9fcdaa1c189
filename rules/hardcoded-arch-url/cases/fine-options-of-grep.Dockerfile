# --platform linux/amd64,linux/arm64,linux/arm/v7
FROM debian:13-slim
ARG TARGETARCH
RUN if echo "$TARGETARCH" | grep -qw arm; then \
      curl -fLO https://example.com/tool-linux-armv7.tgz; \
    else \
      curl -fLO https://example.com/tool-linux-$TARGETARCH.tgz; \
    fi
RUN if uname -m | grep -qi 'ARM\|AARCH'; then echo skipped; else curl -fLO https://example.com/a-linux-amd64.tgz; fi
RUN if uname -m | grep -q -e armv7 -e aarch64; then echo skipped; else curl -fLO https://example.com/b-linux-amd64.tgz; fi
RUN if uname -m | grep -Evq 'armv7|aarch64'; then curl -fLO https://example.com/c-linux-amd64.tgz; fi
RUN if uname -m | grep -q -m 1 x86_64; then curl -fLO https://example.com/d-linux-amd64.tgz; fi
RUN dpkg --print-architecture > /arch && if grep -qf /arches /arch; then curl -fLO https://example.com/e-linux-$TARGETARCH.tgz; fi
