FROM debian:bookworm-slim
RUN apt-get install -y python3:any libc6:native "libssl3:$(dpkg --print-architecture)"
