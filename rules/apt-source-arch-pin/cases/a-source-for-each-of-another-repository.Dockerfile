# The second source has packages for arm64, but not the first one's; the third is no source for arm64.
FROM ubuntu:22.04
RUN echo "deb [arch=amd64] https://download.example.com/linux/ubuntu jammy stable" > /etc/apt/sources.list.d/one.list && \
    echo "deb [arch=amd64,arm64] https://repo.example.com/apt jammy main" > /etc/apt/sources.list.d/two.list && \
    echo "deb [arch=armhf] https://repo.example.com/apt jammy main" > /etc/apt/sources.list.d/three.list
