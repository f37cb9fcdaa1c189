FROM --platform=$BUILDPLATFORM golang:1.24 AS build
RUN set -eux; mkdir -p /out; cp -r . /out
FROM diamol/base
COPY --from=build /out /app
