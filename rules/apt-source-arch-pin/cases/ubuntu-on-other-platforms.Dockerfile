FROM ubuntu:24.04
RUN echo "deb http://archive.ubuntu.com/ubuntu noble-proposed main" > /etc/apt/sources.list.d/proposed.list
