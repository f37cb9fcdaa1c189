FROM debian:bookworm-slim
RUN <<EOF
set -o errexit
test "$(uname -m)" = x86_64
echo "on with it"
EOF
