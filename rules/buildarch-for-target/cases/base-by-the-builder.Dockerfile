FROM alpine:3.22 AS tools-amd64
RUN apk add --no-cache intel-ucode
FROM alpine:3.22 AS tools-arm64

FROM tools-${BUILDARCH}
RUN apk add --no-cache curl
