FROM debian:bookworm-slim
COPY vendor /vendor
RUN tar -xzf /vendor/tool-linux-amd64.tar.gz -C /usr/local
