FROM golang:1.24
COPY . c:/src/
WORKDIR c:/src
RUN go build ./...
