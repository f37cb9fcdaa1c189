FROM ubuntu:24.04
RUN apt-get update && apt-get install -y wget qemu-system cloud-image-utils
RUN wget https://cloud-images.ubuntu.com/releases/noble/release/ubuntu-24.04-server-cloudimg-amd64.img
CMD qemu-system-x86_64 -drive file=ubuntu-24.04-server-cloudimg-amd64.img,format=qcow2 -nographic
