FROM debian:bookworm-slim
RUN apt-get install -y gcc-x86-64-linux-gnu binutils-aarch64-linux-gnu qemu-system-x86 linux-libc-dev-amd64-cross grub-efi-amd64-bin
