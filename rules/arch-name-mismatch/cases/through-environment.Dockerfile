FROM debian:bookworm-slim
ARG TARGETARCH
ENV S6_ARCH=${TARGETARCH}
ADD https://github.com/just-containers/s6-overlay/releases/download/v3.2.0.3/s6-overlay-${S6_ARCH}.tar.xz /tmp
