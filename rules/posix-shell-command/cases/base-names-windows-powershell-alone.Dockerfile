FROM golang:1.24-windowsservercore
WORKDIR /src
COPY . .
RUN go mod download && go build -o app.exe .
CMD ["./app.exe"]
