FROM debian:bookworm-slim
RUN <<EOF
set -eux
name=wine32
apt-get install -y curl "$name"
bash -c 'apt-get install -y grub-pc'
EOF
