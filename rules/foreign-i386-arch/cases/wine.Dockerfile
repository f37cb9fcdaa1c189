FROM debian:bookworm-slim
RUN dpkg --add-architecture i386 && apt-get update && apt-get install -y wine wine64 libvulkan1:i386
