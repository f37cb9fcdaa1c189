FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETPLATFORM
RUN case "$TARGETPLATFORM" in \
      linux/amd64) GOARCH=amd64 ;; \
      linux/arm64) GOARCH=arm64 ;; \
      linux/arm/v7) GOARCH=arm GOARM=7 ;; \
    esac && \
    CGO_ENABLED=0 go build -o /app .
FROM scratch
COPY --from=build /app /app
