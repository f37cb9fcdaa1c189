FROM debian:13
ARG TARGETARCH
RUN if [ "$TARGETARCH" = s390x ]; then \
      curl -fsSLO "https://github.com/just-containers/s6-overlay/releases/download/v3.2.0.3/s6-overlay-${TARGETARCH}.tar.xz"; fi
RUN curl -fsSLO "https://github.com/hadolint/hadolint/releases/download/v2.12.0/hadolint-Linux-${TARGETARCH%64}64"
