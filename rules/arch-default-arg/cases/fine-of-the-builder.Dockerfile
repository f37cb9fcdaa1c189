FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG BUILD_ARCH=x86_64
ARG HOST_ARCH=amd64
ADD https://dl.example.com/protoc-${BUILD_ARCH}.zip /tmp/
RUN curl -fsSLo /bin/buf https://dl.example.com/buf-${HOST_ARCH}
FROM alpine:3.22
COPY --from=build /gen /gen
