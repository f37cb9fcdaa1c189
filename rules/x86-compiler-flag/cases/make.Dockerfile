FROM gcc:14
RUN make CFLAGS="-O2 -mavx2 -mfma" -j4 \
    && gcc -msse4.2 -o /app app.c
