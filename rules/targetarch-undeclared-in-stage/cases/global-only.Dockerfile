ARG TARGETOS
ARG TARGETARCH
FROM --platform=$BUILDPLATFORM golang:1.24 AS build
WORKDIR /src
COPY . .
RUN GOOS=${TARGETOS} GOARCH=${TARGETARCH} go build -o /server ./cmd/server
FROM alpine:3.22
COPY --from=build /server /server
