FROM golang:1.24
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/cache --mount=type=secret,id=netrc \
    go mod download
