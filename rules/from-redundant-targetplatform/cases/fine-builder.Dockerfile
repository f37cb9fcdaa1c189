FROM --platform=$BUILDPLATFORM golang:1.24 AS build
FROM alpine:3.22
COPY --from=build /app /app
