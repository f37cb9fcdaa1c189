FROM ubuntu:22.04 AS base
ENV NVARCH=x86_64
FROM base
RUN curl -fsSL https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/${NVARCH}/3bf863cc.pub | apt-key add -
