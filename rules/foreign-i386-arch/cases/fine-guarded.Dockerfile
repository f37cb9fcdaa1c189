FROM debian:bookworm-slim
RUN if [ "$(dpkg --print-architecture)" = amd64 ]; then dpkg --add-architecture i386; fi; \
    dpkg --print-architecture | grep -q '^amd64$' && dpkg --add-architecture i386; \
    apt-get update
