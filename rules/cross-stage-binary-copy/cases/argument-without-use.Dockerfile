FROM --platform=$BUILDPLATFORM golang:1.24-alpine AS build
ARG TARGETARCH
ARG TARGETOS
COPY . /src
RUN cd /src && CGO_ENABLED=0 go build -o /app .
FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
