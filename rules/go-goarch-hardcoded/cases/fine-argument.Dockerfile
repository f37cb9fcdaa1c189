FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG TARGETOS TARGETARCH
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .
RUN GOARCH=${TARGETARCH:-amd64} go build -o /tool ./tool
FROM alpine:3.22
COPY --from=build /app /tool /
