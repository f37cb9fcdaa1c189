FROM ubuntu:22.04
RUN ls -al /usr/lib/x86_64-linux-gnu/libbsd.so.0
RUN ln -s /usr/lib/x86_64-linux-gnu/libtinfo.so.6 /usr/lib/libtinfo.so.5
