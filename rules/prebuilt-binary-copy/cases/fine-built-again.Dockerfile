FROM golang:1.24
WORKDIR /src
COPY . .
COPY cmd/ cmd/
RUN go build -o server ./cmd/server
CMD ["./server"]
