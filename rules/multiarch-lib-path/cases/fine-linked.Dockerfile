FROM ubuntu:24.04
RUN mkdir -p /usr/lib/x86_64-linux-gnu && ln -s /usr/lib/$(uname -m)-linux-gnu/libjemalloc.so.2 /usr/lib/x86_64-linux-gnu/
ENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2
