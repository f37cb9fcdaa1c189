FROM debian:bookworm
WORKDIR /usr/lib/aarch64-linux-gnu/plugins
