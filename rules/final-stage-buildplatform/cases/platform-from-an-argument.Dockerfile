ARG BUILDER=$BUILDPLATFORM
FROM --platform=$BUILDER golang:1.24
RUN go build -o /app .
ENTRYPOINT ["/app"]
