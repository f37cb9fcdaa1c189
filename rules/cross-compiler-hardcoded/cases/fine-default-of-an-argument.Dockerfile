FROM debian:13 AS cross
RUN apt-get update && apt-get install -y gcc-x86-64-linux-gnu
ARG CROSS_COMPILE=x86_64-linux-gnu-
RUN make CROSS_COMPILE=$CROSS_COMPILE
