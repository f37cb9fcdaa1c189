# Nothing is built for arm64 on Linux.
FROM golang:1.22 AS release
WORKDIR /src
COPY . .
RUN GOARCH=amd64 go build -o /go/bin/jo-amd64 .
RUN GOARCH=arm go build -o /go/bin/jo-arm .
RUN GOOS=darwin GOARCH=arm64 go build -o /go/bin/jo-darwin-arm64 .

FROM scratch
COPY --from=release /go/bin/ /
