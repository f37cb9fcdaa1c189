FROM alpine:3.22
ONBUILD RUN wget https://dl.example.com/tool-$TARGETARCH
