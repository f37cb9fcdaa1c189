FROM golang:1.25
COPY . .
ENV CGO_ENABLED=0 GOOS=linux
RUN go build -o /app.exe .
ENTRYPOINT ["/app.exe"]
