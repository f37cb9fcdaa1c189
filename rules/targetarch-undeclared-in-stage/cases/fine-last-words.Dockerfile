FROM debian:12
ARG TARGETARCH
RUN if [ "$TARGETARCH" = amd64 ]; then touch /amd64; \
    elif [ "$TARGETARCH" = arm64 ]; then touch /arm64; \
    else echo "Unexpected: $TARGETARCH ($TARGETPLATFORM)"; false; fi
RUN case "$TARGETARCH" in \
        amd64 | arm64) ;; \
        *) echo "Not supported: $TARGETPLATFORM" >&2 && exit 1 ;; \
    esac
