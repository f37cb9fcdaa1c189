FROM debian:bookworm-slim
RUN --mount=type=cache,target=/var/cache/apt <<EOF
apt-get update
apt-get install -y git
EOF
