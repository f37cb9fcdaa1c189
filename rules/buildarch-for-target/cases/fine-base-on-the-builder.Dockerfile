FROM --platform=$BUILDPLATFORM golang:1.25 AS go-amd64
FROM --platform=$BUILDPLATFORM golang:1.25-bookworm AS go-arm64

FROM go-${BUILDARCH} AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /server .

FROM alpine:3.22 AS run-amd64
FROM alpine:3.22 AS run-arm64
FROM run-${TARGETARCH}
COPY --from=build /server /server
