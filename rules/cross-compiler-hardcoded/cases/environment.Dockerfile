FROM debian:13
ENV CC="x86_64-linux-gnu-gcc" CXX=x86_64-linux-gnu-g++
RUN pip install numpy
