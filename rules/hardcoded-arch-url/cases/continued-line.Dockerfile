FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y curl \
# the server
    && curl -fsSL \
         -o /tmp/etcd.tgz \
         https://github.com/etcd-io/etcd/releases/download/v3.6.4/etcd-v3.6.4-linux-amd64.tar.gz \
    && curl -fsSL -o /tmp/x.tgz https://example.com/x-linux-\
amd64.tgz
