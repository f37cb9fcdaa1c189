FROM scratch
ADD rootfs-x86_64.tar.xz /
CMD ["/bin/sh"]
