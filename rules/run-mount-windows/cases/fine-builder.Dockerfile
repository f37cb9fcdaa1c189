FROM --platform=$BUILDPLATFORM golang:1.24 AS build
RUN --mount=type=secret,id=netrc go mod download
FROM diamol/base
COPY --from=build /out /app
