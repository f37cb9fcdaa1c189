FROM debian:bookworm
RUN apt-get update && apt-get install -y crossbuild-essential-amd64
RUN ./configure --host=x86_64-linux-gnu --libdir=/usr/lib/x86_64-linux-gnu && make
