FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends gnupg2 curl ca-certificates \
 && echo "deb [signed-by=/etc/apt/keyrings/cuda.gpg] https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/x86_64 /" > /etc/apt/sources.list.d/cuda.list \
 && apt-get update && apt-get install -y cuda-cudart-11-8
RUN echo "deb https://nvidia.github.io/nvidia-docker/ubuntu18.04/amd64 /" | tee /etc/apt/sources.list.d/nvidia.list
