FROM debian:13
RUN apt-get update \
    && apt-get install -y --no-install-recommends rpm dnf \
    && rm -rf /var/lib/apt/lists/*
RUN dnf --installroot /rootfs install -y bash
