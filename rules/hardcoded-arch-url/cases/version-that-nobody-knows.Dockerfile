FROM alpine:3.22
ARG VERSION
ENV FILE="helm-v${VERSION}-linux-amd64.tar.gz"
RUN apk add --no-cache curl \
 && curl -L https://get.helm.sh/${FILE} | tar xz \
 && mv linux-amd64/helm /usr/local/bin/helm
