FROM debian:bookworm-slim
RUN gcc -mavx2 -o /bin/tool tool.c || exit 1
RUN if [ -f tool.c ]; then gcc -mavx2 -o /bin/tool tool.c; fi
