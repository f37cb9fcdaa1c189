FROM alpine:3.22 AS base
FROM --platform=$BUILDPLATFORM alpine:3.22 AS base
FROM --platform=$BUILDPLATFORM base AS same
FROM --platform=$TARGETPLATFORM base
COPY --from=same /etc/os-release /build-os-release
