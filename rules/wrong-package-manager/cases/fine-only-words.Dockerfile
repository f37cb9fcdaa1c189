FROM alpine:3.22
LABEL description="apt-get is Debian's"
# apt-get install is for Debian
RUN echo "RUN apt-get update" > /Dockerfile.debian && mkdir -p /var/lib/apt && apk add --no-cache git
