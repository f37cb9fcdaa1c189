FROM debian:bookworm
RUN ldconfig /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu
