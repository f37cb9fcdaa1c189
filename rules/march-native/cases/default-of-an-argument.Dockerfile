FROM gcc:15
ARG FLAGS="-O3 -march=native"
RUN make CFLAGS="$FLAGS"
