FROM debian:bookworm-slim AS base
RUN dpkg --add-architecture i386
FROM base
RUN apt-get update && apt-get install -y --no-install-recommends \
    libc6-dev:i386 \
    linux-libc-dev:i386 \
    && rm -rf /var/lib/apt/lists/*
