FROM debian:bookworm AS cache
FROM debian:bookworm
RUN --mount=type=bind,from=cache,target=/var/cache/apt,rw apt-get update
