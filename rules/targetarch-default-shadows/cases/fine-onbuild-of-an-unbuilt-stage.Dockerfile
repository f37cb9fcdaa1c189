FROM alpine:3.22 AS base
ONBUILD ARG TARGETARCH=amd64
FROM base AS unbuilt
FROM alpine:3.22
COPY --from=base /a /a
