FROM golang:1.27
WORKDIR /src
COPY . .
RUN go build -o /node_exporter .
ENTRYPOINT ["/node_exporter"]
