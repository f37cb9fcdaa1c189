FROM debian:13
ARG LIBDIR=/usr/lib/x86_64-linux-gnu
RUN rm -rf $LIBDIR/gconv; ln -s /usr/lib/$(uname -m)-linux-gnu/libjemalloc.so.2 /usr/lib/
ARG MULTIARCH=x86_64-linux-gnu
RUN if [ "$(uname -m)" = x86_64 ]; then ln -s /usr/lib/$MULTIARCH/libjpeg.so /usr/lib; fi
