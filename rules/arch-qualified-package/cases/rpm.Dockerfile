FROM fedora:43
RUN dnf install -y glibc-devel.x86_64 && yum -y install libstdc++.aarch64
