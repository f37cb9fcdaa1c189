FROM golang:1.24
RUN --mount=type=ssh --mount=type=tmpfs,target=/tmp go mod download
