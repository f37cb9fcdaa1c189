FROM debian:13
ARG TARGETARCH TARGETVARIANT
RUN curl -fsSLO "https://github.com/docker/compose/releases/download/v2.39.1/docker-compose-linux-${TARGETARCH}${TARGETVARIANT}"
