FROM debian:bookworm-slim
COPY --chown=1000 . /src
