FROM debian:trixie AS base
ONBUILD ARG TARGETARCH
ONBUILD RUN curl -fsSLO https://example.com/tool-linux-${TARGETARCH}.tar.gz
FROM base
