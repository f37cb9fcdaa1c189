FROM debian:13
RUN ../gcc/configure --target=x86_64-linux-gnu --disable-nls && make
RUN ./configure --host=x86_64-w64-mingw32
