FROM gcc:14
RUN gcc -m32 -msse2 -o /app app.c
