FROM ubuntu:24.04
RUN apt-get install -y linux-headers-generic linux-image-virtual "linux-headers-$(uname -r)"
