FROM golang:1.24 AS build
RUN go build -o /out/app .
FROM diamol/base
COPY --from=build /out/app /usr/local/bin/app
ENTRYPOINT ["/usr/local/bin/app"]
