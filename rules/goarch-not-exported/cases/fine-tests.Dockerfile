FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH; go test ./... && GOARCH=$GOARCH go build -o /a .
FROM scratch
COPY --from=build /a /
