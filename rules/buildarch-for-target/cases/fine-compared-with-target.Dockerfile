FROM debian:bookworm AS build
ARG BUILDARCH
ARG TARGETARCH
RUN if [ "$BUILDARCH" != "$TARGETARCH" ]; then apt-get install -y gcc-$TARGETARCH; fi
