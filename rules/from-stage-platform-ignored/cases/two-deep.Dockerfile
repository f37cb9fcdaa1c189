FROM alpine:3.22 AS base
FROM base AS tools
FROM --platform=$BUILDPLATFORM tools AS build
FROM alpine:3.22
COPY --from=build /out /out
