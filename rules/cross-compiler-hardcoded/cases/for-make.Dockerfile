FROM debian:13
RUN make CROSS_COMPILE='aarch64-linux-gnu-' defconfig
