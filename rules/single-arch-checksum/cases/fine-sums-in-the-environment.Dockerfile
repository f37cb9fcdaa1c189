FROM alpine:3.22
ENV VERSION=5.7.1 \
    AMD64_SHA256=4a4ff1a2e2de8a2a41e4c1b6d2a8b6dbe8a6a8e0f5d5d4f5ac2f4ee3b25ae35f \
    ARM64_SHA256=eae1d3aa50c48fb23b8cbdf4e369d0910dfc538566bfd09df89a774aa84a48b9
RUN set -eux; \
    ARCH="$(uname -m)"; \
    if [ "$ARCH" = 'x86_64' ]; then ARCH=amd64; echo "${AMD64_SHA256}  /tmp/cli.tgz" > /tmp/sum; fi; \
    if [ "$ARCH" = 'aarch64' ]; then ARCH=arm64; echo "${ARM64_SHA256}  /tmp/cli.tgz" > /tmp/sum; fi; \
    wget -O /tmp/cli.tgz "https://example.com/$VERSION/cli-linux-$ARCH.tgz"; \
    sha256sum -c /tmp/sum
