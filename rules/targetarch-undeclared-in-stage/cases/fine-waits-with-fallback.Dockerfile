FROM alpine:3.22
ONBUILD RUN arch=${TARGETARCH:-$(uname -m)}; echo "$arch"
