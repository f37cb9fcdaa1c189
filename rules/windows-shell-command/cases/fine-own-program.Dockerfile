FROM golang:1.24
ENTRYPOINT ["./cmd", "serve"]
