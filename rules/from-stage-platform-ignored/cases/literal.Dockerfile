FROM alpine:3.22 AS base
FROM --platform=linux/amd64 base AS tool
RUN apk add --no-cache make
FROM alpine:3.22
COPY --from=tool /out /out
