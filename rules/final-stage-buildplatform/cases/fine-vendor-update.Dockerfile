FROM --platform=$BUILDPLATFORM golang:1.24-alpine AS vendored
WORKDIR /src
RUN --mount=target=/context go mod vendor
FROM scratch AS vendor-update
COPY --from=vendored /src/vendor /vendor
