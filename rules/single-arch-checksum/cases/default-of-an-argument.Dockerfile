FROM debian:13
ARG TARGETARCH
ARG KUBECTL_SHA256=1299618f0ac8d1a1e5bbd5b9ee7c4d1a4f5cf5f1f6d8c6b7e5f9b8a7c6d5e4f3
RUN curl -fsSLo /usr/bin/kubectl https://dl.k8s.io/release/v1.34.0/bin/linux/${TARGETARCH}/kubectl \
    && echo "${KUBECTL_SHA256}  /usr/bin/kubectl" | sha256sum -c -
