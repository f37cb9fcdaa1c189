FROM debian:13
RUN set -eux; \
    arch="$(dpkg --print-architecture)"; \
    url="https://github.com/hadolint/hadolint/releases/download/v2.12.0/hadolint-Linux-${arch}"; \
    wget -O /usr/bin/hadolint "$url"
