FROM scratch
ADD x86_64.tar.xz /
ADD https://example.com/rootfs-x86_64.tar.xz /
