FROM golang:1.25
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN ko build --platform=all ./cmd/server
RUN ko build --platform=linux/amd64,linux/arm64 ./cmd/server
RUN gox -osarch="linux/$TARGETARCH" -output=/bin/server ./cmd/server
