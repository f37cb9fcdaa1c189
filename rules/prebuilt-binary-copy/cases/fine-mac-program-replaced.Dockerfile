FROM golang:1.25 AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /out/gateway .
FROM alpine:3.22
WORKDIR /srv
COPY . .
COPY --from=build /out/gateway ./gateway
CMD ["./gateway"]
