FROM alpine:3.22 AS base
FROM --platform=$BUILDPLATFORM base
COPY app /app
