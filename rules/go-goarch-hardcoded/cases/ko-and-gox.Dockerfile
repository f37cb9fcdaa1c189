FROM golang:1.25
WORKDIR /src
COPY . .
RUN ko build --platform=linux/amd64 --tarball=/image.tar ./cmd/server
RUN gox -osarch="linux/amd64" -output=/bin/server ./cmd/server
