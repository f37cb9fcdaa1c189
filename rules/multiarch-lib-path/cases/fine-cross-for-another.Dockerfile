FROM ubuntu:20.04
ENV PKG_CONFIG_PATH=/usr/lib/riscv64-linux-gnu/pkgconfig/
