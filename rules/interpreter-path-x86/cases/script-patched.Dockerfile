FROM debian:bookworm
COPY app /usr/bin/app
RUN patchelf --set-interpreter /lib64/ld-linux-x86-64.so.2 /usr/bin/app
