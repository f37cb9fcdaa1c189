FROM debian:bookworm-slim
RUN for arch in i386; do dpkg --add-architecture $arch; done && apt-get update
