FROM golang:1.25-bookworm
WORKDIR /src
COPY . .
RUN go build -o /usr/bin/server-amd64 .
CMD ["/usr/bin/server-amd64"]
