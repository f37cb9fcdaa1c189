FROM debian:bookworm-slim
ARG MACHINE=aarch64
RUN <<EOF
set -eu
curl -fsSLo /tmp/cli.zip https://dl.example.com/cli-linux-${MACHINE}.zip
unzip /tmp/cli.zip -d /opt
EOF
