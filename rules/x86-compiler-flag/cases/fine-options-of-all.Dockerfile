FROM gcc:14
RUN gcc -march=armv8-a -mtune=generic -O2 -mcmodel=small -o /app app.c && make CFLAGS="-O2 -fno-math-errno"
