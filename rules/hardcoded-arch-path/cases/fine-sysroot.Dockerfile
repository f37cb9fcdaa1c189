FROM ubuntu:20.04
ENV CROSS_SYSROOT=/usr/local/x86_64-linux-musl
