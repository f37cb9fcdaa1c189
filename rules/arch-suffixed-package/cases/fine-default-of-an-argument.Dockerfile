FROM debian:13
ARG ARCH=amd64
ARG KERNEL=linux-image-$ARCH
RUN apt-get update && apt-get install -y $KERNEL
ARG OTHER=linux-image-generic
RUN apt-get install -y $OTHER
