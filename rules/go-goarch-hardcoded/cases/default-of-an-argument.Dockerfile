ARG GOARCH=amd64
FROM golang:1.25 AS one
WORKDIR /src
COPY . .
ARG GOARCH
RUN go build -o /bin/one .

FROM golang:1.25
ARG CGO_ENABLED=0 GOARCH=amd64
COPY --from=one /bin/one /bin/
RUN cd /src && make
