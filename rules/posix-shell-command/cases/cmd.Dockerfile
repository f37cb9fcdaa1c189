FROM golang:1.24
WORKDIR /src
RUN go build -o app.exe .
CMD ["/bin/sh", "-c", "./app.exe"]
