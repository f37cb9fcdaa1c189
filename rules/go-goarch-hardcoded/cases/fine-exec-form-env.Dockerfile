FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN ["env", "CGO_ENABLED=0", "go", "build", "-o", "/app", "."]
RUN ["env", "GOARCH=amd64"]
FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
