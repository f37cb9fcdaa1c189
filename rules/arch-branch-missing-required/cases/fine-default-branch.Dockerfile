ARG FLAVOUR=${TARGETVARIANT:-generic}
FROM alpine:3.22 AS tuned-generic
FROM tuned-${FLAVOUR}
COPY app /app
