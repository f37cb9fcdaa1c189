FROM golang:1.24
ENTRYPOINT ["C:/svc", "--serve"]
