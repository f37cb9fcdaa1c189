FROM debian:13
ARG TARGETARCH
ARG S6_OVERLAY_VERSION
RUN curl -fsSL "https://github.com/just-containers/s6-overlay/releases/download/v${S6_OVERLAY_VERSION}/s6-overlay-${TARGETARCH}.tar.xz" | tar -C / -Jxp
