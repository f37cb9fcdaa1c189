FROM golang:1.24-alpine AS build
ARG GOARCH=amd64
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$GOARCH go build -o /driver ./cmd/driver

FROM alpine:3.22
COPY --from=build /driver /bin/driver
