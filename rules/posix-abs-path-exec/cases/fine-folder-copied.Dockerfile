FROM diamol/base
COPY rootfs/ /
ENTRYPOINT ["/usr/bin/tool"]
