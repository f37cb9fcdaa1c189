FROM ubuntu:22.04
RUN case "$(dpkg --print-architecture)" in amd64) a=x86_64 ;; arm64) a=sbsa ;; esac \
 && echo "deb https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/$a /" > /etc/apt/sources.list.d/cuda.list
RUN echo "deb https://nvidia.github.io/libnvidia-container/stable/ubuntu18.04/\$(ARCH) /" > /etc/apt/sources.list.d/nvidia.list
RUN echo "deb http://deb.debian.org/debian bookworm-backports main" > /etc/apt/sources.list.d/backports.list
RUN if [ "$(dpkg --print-architecture)" = amd64 ]; then echo "deb https://repo.example.com/x86_64 ./" > /etc/apt/sources.list.d/example.list; fi
