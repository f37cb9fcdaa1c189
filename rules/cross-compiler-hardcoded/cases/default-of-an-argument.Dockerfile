FROM debian:13
ARG CC=x86_64-linux-gnu-gcc
ARG HOST=x86_64-linux-gnu
RUN ./configure --host=$HOST && make
