FROM golang:1.24 AS build
ARG BUILDOS
ARG BUILDARCH
RUN GOOS=${BUILDOS} GOARCH=${BUILDARCH} go build -o /app .
FROM gcr.io/distroless/static-debian12
COPY --from=build /app /app
