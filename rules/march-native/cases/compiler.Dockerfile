FROM gcc:14
RUN gcc -O3 -march=native -o /app app.c
