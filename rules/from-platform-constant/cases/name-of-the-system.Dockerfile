FROM --platform=linux/amd64 golang:1.24 AS linux-build
RUN go build -o /x .
FROM alpine:3.22
COPY --from=linux-build /x /x
