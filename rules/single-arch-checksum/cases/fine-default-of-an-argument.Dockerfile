FROM debian:13
ARG TARGETARCH
ARG SHA256_amd64=1299618f0ac8d1a1e5bbd5b9ee7c4d1a4f5cf5f1f6d8c6b7e5f9b8a7c6d5e4f3
ARG SHA256_arm64=2299618f0ac8d1a1e5bbd5b9ee7c4d1a4f5cf5f1f6d8c6b7e5f9b8a7c6d5e4f3
RUN curl -fsSLo /usr/bin/kubectl https://dl.k8s.io/release/v1.34.0/bin/linux/${TARGETARCH}/kubectl \
    && case "$TARGETARCH" in amd64) sum=$SHA256_amd64 ;; arm64) sum=$SHA256_arm64 ;; esac \
    && echo "$sum  /usr/bin/kubectl" | sha256sum -c -
ARG SOURCE_SHA256=3299618f0ac8d1a1e5bbd5b9ee7c4d1a4f5cf5f1f6d8c6b7e5f9b8a7c6d5e4f3
RUN curl -fsSLo /tmp/source.tgz https://example.com/source.tgz && echo "$SOURCE_SHA256  /tmp/source.tgz" | sha256sum -c -
