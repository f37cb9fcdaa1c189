FROM golang:1.24
RUN GOOS=windows go build -o app.exe && sha256sum app.exe
