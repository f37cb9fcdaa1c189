FROM debian:13-slim
COPY initramfs-x86_64.cpio.gz initrd-x86_64.img.gz /srv/boot/
COPY config.x86_64 defconfig-x86_64 Makefile.x86_64 Dockerfile.linux-amd64 packages.x86_64 /src/
