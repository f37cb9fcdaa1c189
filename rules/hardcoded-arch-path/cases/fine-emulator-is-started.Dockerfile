FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y qemu-system-x86
COPY disk /disk
CMD ["/usr/bin/qemu-system-x86_64", "-kernel", "/boot/vmlinuz-amd64", "-hda", "/disk/root-amd64"]
