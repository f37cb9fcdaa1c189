FROM alpine:3.22 AS base
FROM alpine:3.22 AS base-v7
RUN apk add --no-cache libatomic
FROM base${TARGETVARIANT:+-$TARGETVARIANT}
COPY app /app
