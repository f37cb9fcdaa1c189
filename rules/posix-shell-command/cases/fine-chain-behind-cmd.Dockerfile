FROM golang:1.24-windowsservercore
SHELL ["cmd", "/S", "/C"]
WORKDIR /src
COPY . .
RUN go mod download && go build -o app.exe .
