FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates wget \
 && wget -qO /tmp/k.deb https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/x86_64/cuda-keyring_1.1-1_all.deb \
 && dpkg -i /tmp/k.deb && apt-get update && apt-get install -y cuda-toolkit-12-4
