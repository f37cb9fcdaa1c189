FROM alpine:3.22
ARG TARGETARCH
ADD https://github.com/koalaman/shellcheck/releases/download/v0.10.0/shellcheck-v0.10.0.linux.${TARGETARCH}.tar.xz /tmp/
