FROM --platform=$BUILDPLATFORM golang:1.24 AS build
FROM --platform=linux/s390x build AS ignored
FROM --platform=linux/arm/v7 alpine:3.22 AS pinned
FROM --platform=$BUILDPLATFORM scratch AS empty
FROM alpine:3.22
COPY --from=ignored /a /a
COPY --from=pinned /b /b
COPY --from=empty /c /c
