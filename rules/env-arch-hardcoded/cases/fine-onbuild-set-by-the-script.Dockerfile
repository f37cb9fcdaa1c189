FROM alpine:3.20 AS b
ONBUILD ENV ARCH=amd64
ONBUILD RUN ARCH=$(uname -m) && wget https://x/$ARCH
ONBUILD ENV ARCH=
FROM b
RUN x
