FROM gcc:14
RUN gcc -O3 -march=x86-64-v2 -o /app app.c
ENV CFLAGS="-O2 -mtune=native"
