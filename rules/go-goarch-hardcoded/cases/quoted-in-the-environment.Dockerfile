FROM golang:1.23
ENV CGO_ENABLED="0" GOARCH="amd64"
WORKDIR /src
COPY . .
RUN go build -o /app .
