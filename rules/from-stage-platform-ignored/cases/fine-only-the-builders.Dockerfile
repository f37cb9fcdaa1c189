FROM alpine:3.22 AS base
FROM --platform=$BUILDPLATFORM base AS build
FROM alpine:3.22
COPY --from=build /out /out
