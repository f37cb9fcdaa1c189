FROM alpine:3.22 AS base-amd64
FROM base-amd64
COPY app /app
