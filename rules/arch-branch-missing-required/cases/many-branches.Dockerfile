FROM alpine:3.22 AS base
RUN apk add --no-cache curl
FROM base AS fetch-amd64
FROM base AS fetch-arm64
FROM base AS fetch-arm
FROM base AS fetch-ppc64le
FROM base AS fetch-s390x
FROM fetch-$TARGETARCH AS fetch
FROM alpine:3.22
COPY --from=fetch /tool /tool
