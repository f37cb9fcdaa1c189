FROM ubuntu:24.04 AS builder
ENV GOOS=linux
ENV GOARCH=amd64
RUN make build/chromad
FROM alpine:3.22
COPY --from=builder /src/chromad /chromad
