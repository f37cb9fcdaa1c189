FROM debian:13
RUN clang --target=x86_64-linux-gnu -O2 -o /app main.c && clang++ -target x86_64-linux-gnu -o /app2 main.cc
