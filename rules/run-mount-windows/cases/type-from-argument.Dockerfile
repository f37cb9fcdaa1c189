ARG KIND
FROM golang:1.24
ARG KIND=secret
RUN --mount=target=/x,type=ssh,id=$KIND go mod download
