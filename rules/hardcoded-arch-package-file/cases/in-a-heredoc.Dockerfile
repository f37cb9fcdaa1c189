FROM debian:bookworm-slim
RUN --mount=type=bind,source=debs,target=/debs <<EOF
set -e
apt-get update
for name in alpha beta; do
  apt-get install -y "/debs/${name}_arm64.deb"
done
EOF
