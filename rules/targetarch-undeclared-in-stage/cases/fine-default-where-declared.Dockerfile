ARG BASE_DISTRIBUTION=debug
FROM alpine:3.22 AS debug
FROM gcr.io/distroless/static-debian12 AS distroless
FROM ${BASE_DISTRIBUTION:-debug}
ARG TARGETARCH
COPY ${TARGETARCH:-amd64}/pilot /usr/local/bin/pilot
