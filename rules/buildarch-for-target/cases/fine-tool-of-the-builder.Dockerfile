FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG BUILDOS BUILDARCH
RUN wget https://dl.example.com/protoc-${BUILDOS}-${BUILDARCH} -O /usr/bin/protoc
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go build -o /app .
FROM alpine:3.22
COPY --from=build /app /app
