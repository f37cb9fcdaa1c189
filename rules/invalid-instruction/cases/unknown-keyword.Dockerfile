FROM alpine:3.22
RUNN apk add --no-cache curl
FROM mysql:5.7
