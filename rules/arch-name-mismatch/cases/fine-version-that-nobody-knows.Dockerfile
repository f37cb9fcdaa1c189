FROM alpine:3.22
ARG TARGETARCH
ARG VERSION
ENV FILE=helm-v${VERSION}-linux-${TARGETARCH}.tar.gz
ADD https://get.helm.sh/${FILE} /tmp/
