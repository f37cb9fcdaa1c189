FROM debian:trixie AS base
ONBUILD RUN curl -fsSLO https://example.com/tool-linux-amd64.tar.gz
FROM base
