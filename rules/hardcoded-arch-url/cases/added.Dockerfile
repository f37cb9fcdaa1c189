FROM alpine:3.22
ADD https://example.com/x-linux-amd64.tgz https://example.com/noarch.tgz /opt/
