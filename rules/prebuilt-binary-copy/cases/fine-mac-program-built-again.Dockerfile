FROM golang:1.25
WORKDIR /src
COPY . .
RUN go build -o /src/gateway .
CMD ["/src/gateway"]
