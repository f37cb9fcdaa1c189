FROM debian:13 AS debian
RUN apt-get update && apt-get install -y gcc libc6-dev
COPY main.c .
RUN x86_64-linux-gnu-gcc-14 -O2 -o /app main.c
RUN x86_64-linux-gnu-strip /app
FROM alpine:3.22
RUN x86_64-alpine-linux-musl-g++ -o /app main.cc
COPY --from=debian /app /usr/bin/app
