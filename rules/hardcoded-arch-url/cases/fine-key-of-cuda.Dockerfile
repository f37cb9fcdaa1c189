FROM ubuntu:22.04
ARG TARGETARCH
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates gnupg wget \
 && wget -qO - https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/x86_64/3bf863cc.pub | apt-key add - \
 && case "$TARGETARCH" in amd64) folder=x86_64 ;; arm64) folder=sbsa ;; esac \
 && wget -qO /tmp/k.deb "https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/$folder/cuda-keyring_1.1-1_all.deb" \
 && dpkg -i /tmp/k.deb
