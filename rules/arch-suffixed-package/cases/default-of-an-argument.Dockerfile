FROM debian:13
ARG KERNEL=linux-image-amd64
RUN apt-get update && apt-get install -y $KERNEL
RUN pkgs="linux-image-cloud-amd64 systemd"; apt-get install -y $pkgs
