FROM alpine:3.22
ARG TARGETARCH
RUN case "$TARGETARCH" in \
      amd64) sum=4a4ff1a2e2de8a2a41e4c1b6d2a8b6dbe8a6a8e0f5d5d4f5ac2f4ee3b25ae35f ;; \
      arm64) sum=eae1d3aa50c48fb23b8cbdf4e369d0910dfc538566bfd09df89a774aa84a48b9 ;; \
    esac; \
    wget -O /tmp/x.tgz "https://example.com/x-linux-${TARGETARCH}.tgz"; \
    echo "$sum  /tmp/x.tgz" | sha256sum -c -
