FROM ubuntu:24.04
ARG TARGETARCH
ARG ETCD=3.5.16
RUN apt-get update && apt-get install -y curl
RUN case "${TARGETARCH}" in \
      amd64) SHA=b414b27a5ad05f7cb01395c447c85d3227e3fb1c176e51757a283b817f645ccc ;; \
      arm64) SHA=8e68c55e6d72b791a9e98591c755af36f6f55aa9eca63767822cd8a3817fdb23 ;; \
    esac \
 && curl -fsSLo /tmp/etcd.tgz "https://github.com/etcd-io/etcd/releases/download/v${ETCD}/etcd-v${ETCD}-linux-${TARGETARCH}.tar.gz" \
 && echo "${SHA}  /tmp/etcd.tgz" | sha256sum -c - \
 && tar -xzf /tmp/etcd.tgz -C /usr/local/bin
