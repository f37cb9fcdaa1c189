FROM golang:1.24
RUN go build ./... && rm -rf /root/.cache
