FROM alpine:3.22
ARG TARGETARCH
ADD --chmod=755 https://github.com/hadolint/hadolint/releases/download/v2.12.0/hadolint-Linux-${TARGETARCH} /usr/local/bin/hadolint
