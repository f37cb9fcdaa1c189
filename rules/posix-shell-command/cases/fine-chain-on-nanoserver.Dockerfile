FROM golang:1.24-nanoserver
WORKDIR /src
COPY . .
RUN go mod download && go build -o app.exe .
