# The names are chosen, and the checksum is not.
FROM debian:bookworm-slim
ARG TARGETARCH
RUN case $TARGETARCH in amd64) a=x86_64 ;; arm64) a=aarch64 ;; esac \
 && wget -O /tmp/g https://dl.example.com/g-$a \
 && echo "8b7d2c1f0a9e8d7c6b5a49382716050403020100ffeeddccbbaa998877665544  /tmp/g" | sha256sum -c
