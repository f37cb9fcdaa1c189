FROM debian:bookworm-slim
RUN bash -ex <<'EOF'
curl -fsSL https://example.com/x-linux-x86_64.tgz | tar -xz -C /opt
EOF
