FROM debian:bookworm
ENV SYSROOT=/usr/x86_64-linux-gnu-root
