FROM alpine:3.22 AS base
ONBUILD RUN wget https://dl.example.com/tool-$TARGETARCH
FROM base
