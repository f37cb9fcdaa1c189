FROM alpine:3.22
ARG TARGETARCH
ADD --chmod=755 https://github.com/docker/compose/releases/download/v2.34.0/docker-compose-linux-${TARGETARCH} /usr/local/bin/docker-compose
