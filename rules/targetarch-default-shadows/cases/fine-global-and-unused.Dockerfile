ARG TARGETARCH=amd64
FROM alpine:3.22
RUN apk add --no-cache ca-certificates
