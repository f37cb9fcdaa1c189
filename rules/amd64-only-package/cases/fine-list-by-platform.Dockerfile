FROM debian:bookworm-slim
RUN extra=; if [ "$(arch)" = x86_64 ]; then extra="gcc-multilib lib32z1"; fi; \
    apt-get install -y make $extra
