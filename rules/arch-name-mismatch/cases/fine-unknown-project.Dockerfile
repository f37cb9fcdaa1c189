FROM alpine:3.22
ARG TARGETOS TARGETARCH
ADD https://github.com/tianon/gosu/releases/download/1.17/gosu-${TARGETARCH} /usr/local/bin/gosu
ADD https://get.helm.sh/helm-v3.17.2-${TARGETOS}-${TARGETARCH}.tar.gz /tmp/helm.tgz
