FROM debian:bookworm-slim
ARG VERSION=1
ARG TARGETARCH
RUN curl -LO https://storage.googleapis.com/kubernetes-release/release/v1.20.0/bin/linux/$TARGETARCH/kubectl
RUN curl -LO https://github.com/restic/restic/releases/download/v${VERSION}/restic_${VERSION}_linux_$(dpkg --print-architecture).bz2
RUN curl -LO https://github.com/grafana/loki/releases/download/v${VERSION}/promtail-${VERSION}.$(uname -m).rpm
RUN curl -LO https://github.com/gohugoio/hugo/releases/download/v${VERSION}/hugo_${VERSION}_linux-$(uname -m).tar.gz
