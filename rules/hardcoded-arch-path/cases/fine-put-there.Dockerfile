FROM golang:1.24 AS build
RUN go build -o /out/app .
FROM debian:bookworm
COPY --from=build /out/app /plugins/linux_amd64/app
CMD ["/plugins/linux_amd64/app"]
