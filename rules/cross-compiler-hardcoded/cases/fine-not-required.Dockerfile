FROM debian:13
RUN make CROSS_COMPILE=arm-linux-gnueabihf- && make CC=i686-linux-gnu-gcc
