ARG HOST=$BUILDPLATFORM
FROM --platform=${HOST} golang:1.24 AS build
ARG BUILDARCH
ADD https://dl.example.com/protoc-${BUILDARCH}.zip /tmp/
FROM alpine:3.22
COPY --from=build /gen /gen
