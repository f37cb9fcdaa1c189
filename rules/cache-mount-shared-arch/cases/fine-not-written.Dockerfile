FROM debian:bookworm-slim
RUN --mount=type=cache,target=/var/cache/apt apt-get update
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt pip download requests
