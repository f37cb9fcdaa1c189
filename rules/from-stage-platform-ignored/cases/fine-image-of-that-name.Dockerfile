FROM --platform=$BUILDPLATFORM alpine:3.22 AS tools
FROM alpine AS base
FROM alpine:3.22 AS alpine
COPY --from=tools /out /out
