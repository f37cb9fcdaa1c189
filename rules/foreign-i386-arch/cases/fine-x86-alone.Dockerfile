FROM debian:bookworm-slim
RUN dpkg --add-architecture i386
