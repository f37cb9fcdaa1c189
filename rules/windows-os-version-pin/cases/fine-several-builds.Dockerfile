FROM golang:1.24-nanoserver
RUN go build -o C:/app.exe .
