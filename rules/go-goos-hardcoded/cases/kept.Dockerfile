FROM golang:1.25
COPY . .
RUN go env -w GOOS=linux
RUN go build -o /app.exe .
ENTRYPOINT ["/app.exe"]
