# A compiler for the target, none needed, or built where it runs.
FROM --platform=$BUILDPLATFORM golang:1.25-bookworm AS named
ARG TARGETARCH
RUN apt-get update && apt-get install -y crossbuild-essential-arm64
RUN if [ "$TARGETARCH" = arm64 ]; then export CC=aarch64-linux-gnu-gcc; fi; CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /out/a .
FROM --platform=$BUILDPLATFORM golang:1.25-bookworm AS zig
ARG TARGETARCH
RUN CGO_ENABLED=1 GOARCH=$TARGETARCH CC="zig cc" go build -o /out/b .
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS xx
ARG TARGETPLATFORM
RUN CGO_ENABLED=1 xx-go build -o /out/c .
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS none
ARG TARGETARCH
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /out/d .
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS asked
ARG TARGETARCH CGO_ENABLED=1
RUN CGO_ENABLED=$CGO_ENABLED GOARCH=$TARGETARCH go build -o /out/e .
FROM golang:1.25-alpine AS own
ARG TARGETARCH
RUN CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /out/f .
FROM --platform=$BUILDPLATFORM ghcr.io/goreleaser/goreleaser-cross:v1.25 AS image
ARG TARGETARCH
RUN CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /out/g .
FROM --platform=$BUILDPLATFORM golang:1.25 AS chosen
ARG TARGETARCH BUILDARCH
RUN if [ "$TARGETARCH" = "$BUILDARCH" ]; then CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /out/h .; else CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /out/h .; fi
FROM debian:bookworm-slim
COPY --from=named /out/a /usr/bin/
COPY --from=zig /out/b /usr/bin/
COPY --from=xx /out/c /usr/bin/
COPY --from=none /out/d /usr/bin/
COPY --from=asked /out/e /usr/bin/
COPY --from=own /out/f /usr/bin/
COPY --from=image /out/g /usr/bin/
COPY --from=chosen /out/h /usr/bin/
