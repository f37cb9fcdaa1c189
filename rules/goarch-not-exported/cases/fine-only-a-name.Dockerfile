FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH; make "build-$GOARCH"
RUN GOARCH=$TARGETARCH; go mod download; xx-go build -o /app-$GOARCH .
FROM scratch
COPY --from=build /app /app
