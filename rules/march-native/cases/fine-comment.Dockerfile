FROM gcc:14
# gcc -march=native is faster
RUN make \
    # CFLAGS=-march=native
    CFLAGS=-O2
