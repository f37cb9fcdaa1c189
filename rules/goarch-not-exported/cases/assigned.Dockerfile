FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS build
ARG TARGETARCH
RUN <<EOF
set -ex
GOARCH="${TARGETARCH}"
go mod download
go build -o /usr/bin/app ./cmd/app
EOF
FROM alpine:3.22
COPY --from=build /usr/bin/app /usr/bin/app
