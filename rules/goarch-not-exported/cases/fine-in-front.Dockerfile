FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETPLATFORM
RUN GOARCH=$(echo $TARGETPLATFORM | cut -d / -f2); GOARCH=$GOARCH go build -o /app .
RUN GOARCH=$(echo $TARGETPLATFORM | cut -d / -f2); env CGO_ENABLED=0 GOARCH=$GOARCH go build -o /app .
FROM scratch
COPY --from=build /app /app
