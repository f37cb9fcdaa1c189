FROM --platform=$BUILDPLATFORM golang:1.24 AS build
COPY tools/protoc-linux-x86_64 /usr/bin/protoc
RUN protoc --version
FROM alpine:3.22
COPY --from=build /out /out
