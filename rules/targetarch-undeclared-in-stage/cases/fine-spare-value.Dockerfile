FROM debian:12
ARG TARGETPLATFORM
RUN case "${TARGETPLATFORM:-$BUILDPLATFORM}" in \
        linux/arm64) echo arm ;; \
        *) echo other ;; \
    esac
