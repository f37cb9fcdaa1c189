FROM ubuntu:20.04 AS builder
ARG ROOTFS_DIR=/crossrootfs/arm64
RUN build-rootfs $ROOTFS_DIR
FROM ubuntu:20.04
ARG ROOTFS_DIR=/crossrootfs/arm64
COPY --from=builder "$ROOTFS_DIR" "$ROOTFS_DIR"
