# `cxx-compiler` is no helper for compiling for others.
FROM debian:13
RUN apt-get update && apt-get install -y build-essential python3-cxx-dev
RUN ./configure --build=x86_64-linux-gnu && make
