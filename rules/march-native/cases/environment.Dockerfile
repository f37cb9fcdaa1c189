FROM gcc:14
ENV CFLAGS="-O2 -march=native"
RUN make
