# Go takes nothing from TARGETARCH.
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETOS TARGETARCH
RUN GOOS=$TARGETOS go build -o=/out/app .
FROM alpine:3.22
COPY --from=build /out/app /bin/app
