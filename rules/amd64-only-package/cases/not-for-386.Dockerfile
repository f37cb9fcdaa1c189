FROM debian:bookworm-slim
RUN apt-get install -y gcc-multilib lib32z1
