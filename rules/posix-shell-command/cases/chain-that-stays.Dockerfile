# A folder and a variable end with the `RUN`, so that the commands cannot be parted.
FROM golang:1.25 AS a
RUN cd cmd && go build .
FROM golang:1.25 AS b
RUN set CGO_ENABLED=0 && go build .
FROM golang:1.25
RUN go mod download && go build .
COPY --from=a /go/cmd/cmd.exe /a.exe
COPY --from=b /go/b.exe /b.exe
