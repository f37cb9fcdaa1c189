FROM debian:13
RUN apt-get update && apt-get install -y gcc-x86-64-linux-gnu
RUN x86_64-linux-gnu-gcc -o /app main.c
