FROM debian:13
ARG LIBDIR=/usr/lib/x86_64-linux-gnu
RUN ln -s $LIBDIR/libjemalloc.so.2 /usr/lib/libjemalloc.so
