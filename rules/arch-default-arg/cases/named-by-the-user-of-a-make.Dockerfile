ARG GOARCH=amd64
FROM golang:1.24 AS build
ARG GOARCH
RUN make clean && make BUILD_IN_CONTAINER=false GOARCH=${GOARCH} driver
FROM --platform=linux/${GOARCH} alpine:3.22
COPY --from=build /src/driver /bin/driver
