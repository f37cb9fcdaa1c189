FROM debian:bookworm
RUN apt-get update && apt-get install -y wine64
ENV WINEPATH=C:\\tools
