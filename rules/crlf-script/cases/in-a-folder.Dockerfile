FROM debian:bookworm-slim
COPY scripts/ /usr/local/bin/
