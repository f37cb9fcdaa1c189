FROM alpine:3.22
HEALTHCHECK CMD wget -q http://localhost/
