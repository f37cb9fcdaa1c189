FROM debian:bookworm-slim
COPY dist/*_amd64.deb /tmp/
