FROM debian:13
ENV CC=x86_64-linux-gnu-gcc
RUN ./configure --build=x86_64-linux-gnu
