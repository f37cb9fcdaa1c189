# A release of its own for each architecture.
FROM golang:1.22 AS release
WORKDIR /src
COPY . .
RUN GOARCH=amd64 go build -o /go/bin/jo-amd64 .
RUN eval "GOARCH=386 go build -o /go/bin/jo-i386 ."
RUN GOARCH=arm64 go build -o /go/bin/jo-arm64 .

FROM scratch
COPY --from=release /go/bin/ /
