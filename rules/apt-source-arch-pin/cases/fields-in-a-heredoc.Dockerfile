FROM debian:bookworm-slim
RUN cat > /etc/apt/sources.list.d/x.sources <<EOF
Types: deb
URIs: https://example.com/apt
Suites: stable
Components: main
Architectures: amd64
Signed-By: /etc/apt/keyrings/x.asc
EOF
