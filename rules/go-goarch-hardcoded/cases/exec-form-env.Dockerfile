FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN ["env", "GOARCH=amd64", "CGO_ENABLED=0", "go", "build", "-o", "/app", "."]
FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
