ARG TARGETOS
FROM --platform=linux/amd64 golang:1.24 AS build
RUN CGO_ENABLED=0 go build
RUN set -eux; go build
FROM diamol/base
HEALTHCHECK CMD app health
CMD app --level=1
