FROM debian:bookworm-slim
RUN echo "apt-get install -y linux-headers-amd64" && apt-get purge -y linux-headers-amd64
