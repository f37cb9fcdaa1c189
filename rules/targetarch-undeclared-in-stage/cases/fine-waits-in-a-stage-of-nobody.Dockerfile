FROM alpine:3.22 AS other
ONBUILD COPY bin/${TARGETARCH}/app /app
FROM alpine:3.22
COPY app /app
