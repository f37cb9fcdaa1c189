FROM golang:1.24 AS base
WORKDIR /src
FROM --platform=$BUILDPLATFORM base AS build
RUN go build -o /app .
FROM alpine:3.22
COPY --from=build /app /app
