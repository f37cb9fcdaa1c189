FROM golang:1.24
COPY . .
RUN go build -o /app .
CMD ["/app"]
