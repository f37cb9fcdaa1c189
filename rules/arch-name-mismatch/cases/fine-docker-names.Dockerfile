FROM alpine:3.22
ARG TARGETOS TARGETARCH
ADD https://github.com/tianon/gosu/releases/download/1.17/gosu-${TARGETARCH} /usr/local/bin/gosu
ADD https://get.helm.sh/helm-v3.17.2-${TARGETOS}-${TARGETARCH}.tar.gz /tmp/helm.tgz
ADD https://go.dev/dl/go1.25.4.linux-${TARGETARCH}.tar.gz /tmp/go.tgz
ADD https://releases.hashicorp.com/terraform/1.9.8/terraform-1.9.8-${TARGETOS}-${TARGETARCH}.zip /tmp/
ADD https://github.com/jqlang/jq/releases/download/jq-1.7.1/jq-linux-${TARGETARCH} /usr/local/bin/jq
