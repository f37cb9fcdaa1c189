FROM alpine:3.22 AS base
ONBUILD COPY --from=tools /x /x
FROM base AS a
FROM alpine:3.22 AS tools
FROM a
