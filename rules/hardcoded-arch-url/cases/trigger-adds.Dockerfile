FROM alpine:3.22
ONBUILD ADD https://dl.example.com/x-linux-amd64 /usr/bin/x
