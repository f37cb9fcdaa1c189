FROM alpine:3.22 AS base
ONBUILD ARG TARGETARCH=amd64
FROM alpine:3.22
COPY --from=base /a /a
