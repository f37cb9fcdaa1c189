FROM alpine:3.22
ARG TARGETARCH
ADD https://github.com/just-containers/s6-overlay/releases/download/v3.2.0.3/s6-overlay-noarch.tar.xz /tmp
ADD https://dl.k8s.io/release/v1.33.2/bin/linux/${TARGETARCH}/kubectl /usr/local/bin/kubectl
