FROM debian:bookworm-slim
COPY install-amd64 /install
COPY sources-amd64.list /etc/apt/sources.list
COPY conf-arm64 /etc/app/app.conf
