FROM debian:bookworm-slim
RUN <<EOF
set -e
sudo dpkg --add-architecture i386
apt-get update
EOF
