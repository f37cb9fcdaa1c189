# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.24-alpine AS build
ARG TARGETOS
ARG TARGETARCH
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/tool ./cmd/tool

FROM scratch AS binaries-unix
COPY --link --from=build /out/tool /tool

FROM binaries-unix AS binaries-linux
FROM binaries-unix AS binaries-darwin

FROM scratch AS binaries-windows
COPY --link --from=build /out/tool /tool.exe

FROM binaries-$TARGETOS AS binaries
