FROM alpine:3.22 AS compose-amd64
ADD https://github.com/docker/compose/releases/download/v2.34.0/docker-compose-linux-x86_64 /amd64/docker-compose
FROM alpine:3.22 AS compose-arm64
ADD https://github.com/docker/compose/releases/download/v2.34.0/docker-compose-linux-aarch64 /arm64/docker-compose
FROM compose-${TARGETARCH} AS compose
ARG TARGETARCH
RUN cp /${TARGETARCH}/docker-compose /usr/local/bin/
