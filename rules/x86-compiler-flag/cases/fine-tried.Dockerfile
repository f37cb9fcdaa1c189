# The compiler is asked whether it takes the option.
FROM debian:bookworm-slim
RUN if gcc -mavx2 -x c -E /dev/null >/dev/null 2>&1; then export CFLAGS=-mavx2; fi; make
RUN gcc -mavx2 -o /bin/tool tool.c || gcc -o /bin/tool tool.c
