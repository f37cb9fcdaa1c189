FROM debian:13
COPY <<EOF /etc/apt/sources.list.d/microsoft.list
deb [ arch=amd64 signed-by=/usr/share/keyrings/microsoft.gpg ] https://packages.microsoft.com/debian/13/prod trixie main
EOF
ADD <<EOF /etc/apt/sources.list.d/docker.sources
Types: deb
URIs: https://download.docker.com/linux/debian
Suites: trixie
Components: stable
Architectures: amd64
EOF
