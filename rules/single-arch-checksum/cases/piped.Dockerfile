FROM alpine:3.22
ARG TARGETARCH
RUN wget -O /tmp/x.tgz "https://example.com/x-linux-${TARGETARCH}.tgz" \
    && echo "4a4ff1a2e2de8a2a41e4c1b6d2a8b6dbe8a6a8e0f5d5d4f5ac2f4ee3b25ae35f  /tmp/x.tgz" | sha256sum -c -
