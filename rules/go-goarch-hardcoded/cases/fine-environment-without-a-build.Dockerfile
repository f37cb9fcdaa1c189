FROM golang:1.25
ENV GOOS=linux GOARCH=amd64
WORKDIR /src
CMD ["go", "vet", "./..."]
