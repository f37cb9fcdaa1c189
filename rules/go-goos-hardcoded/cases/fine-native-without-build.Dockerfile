FROM golang:1.25
ENV GOOS=linux
COPY . .
RUN go vet ./...
