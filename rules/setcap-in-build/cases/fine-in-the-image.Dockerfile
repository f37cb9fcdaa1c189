FROM alpine:3.22 AS base
COPY server /server
RUN apk add --no-cache libcap && setcap cap_net_bind_service=+ep /server
FROM base
USER 1000
