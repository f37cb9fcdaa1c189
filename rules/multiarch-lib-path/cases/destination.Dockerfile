FROM ubuntu:24.04
COPY libfoo.so /usr/lib/x86_64-linux-gnu/libfoo.so
