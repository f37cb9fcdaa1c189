FROM gcc:14
RUN gcc -m64 -o /app app.c
