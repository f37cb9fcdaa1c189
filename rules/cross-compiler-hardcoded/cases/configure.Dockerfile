FROM debian:13 AS build
RUN ./configure \
      --prefix=/usr \
      --host=x86_64-pc-linux-gnu \
      --build=x86_64-pc-linux-gnu \
    && make install
