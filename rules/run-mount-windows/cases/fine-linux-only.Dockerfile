FROM golang:1.24
RUN --mount=type=secret,id=netrc go mod download
