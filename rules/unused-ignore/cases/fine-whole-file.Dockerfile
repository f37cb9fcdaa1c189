# anyarch: ignore-file[targetarch-default-shadows] only for old builders
FROM alpine:3.22 AS one
ARG TARGETARCH=amd64
FROM one
