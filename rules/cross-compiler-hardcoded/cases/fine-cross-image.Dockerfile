FROM ubuntu:24.04
RUN apt-get update && apt-get install -y gcc-aarch64-linux-gnu g++-aarch64-linux-gnu
ENV CROSS_COMPILE=aarch64-linux-gnu- \
    CC=aarch64-linux-gnu-gcc
