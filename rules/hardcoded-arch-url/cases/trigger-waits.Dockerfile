FROM alpine:3.22
ONBUILD ARG VERSION=1.2
ONBUILD RUN wget -O /usr/bin/x https://dl.example.com/$VERSION/x-linux-amd64
