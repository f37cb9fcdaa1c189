FROM debian:bookworm-slim
ARG VERSION=1
RUN curl -LO https://storage.googleapis.com/kubernetes-release/release/v1.20.0/bin/linux/$(uname -m)/kubectl
RUN curl -LO https://github.com/restic/restic/releases/download/v${VERSION}/restic_${VERSION}_linux_$(uname -m).bz2
RUN curl -LO https://github.com/google/protobuf/releases/download/v${VERSION}/protoc-${VERSION}-linux-$(uname -m).zip
