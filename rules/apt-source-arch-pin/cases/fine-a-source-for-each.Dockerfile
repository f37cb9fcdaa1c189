FROM ubuntu:22.04
RUN echo "deb [arch=amd64] http://archive.ubuntu.com/ubuntu jammy main" > /etc/apt/sources.list && \
    echo "deb [arch=arm64] http://ports.ubuntu.com/ jammy main" >> /etc/apt/sources.list && \
    apt-get update
RUN printf 'deb [arch=amd64] http://archive.ubuntu.com/ubuntu jammy universe\ndeb [arch=arm64] http://ports.ubuntu.com/ jammy universe\n' \
    > /etc/apt/sources.list.d/universe.list
