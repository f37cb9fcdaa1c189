FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG TARGETOS TARGETARCH
RUN go build -o /tmp/app ./cmd/gen && /tmp/app > /src/table.go
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app ./cmd/app
FROM alpine:3.22
COPY --from=build /out/app /usr/bin/app
