FROM debian:13
ARG TARGETARCH
COPY <<EOF /etc/apt/sources.list.d/microsoft.list
deb [arch=amd64,arm64] https://packages.microsoft.com/debian/13/prod trixie main
deb [arch=${TARGETARCH}] https://packages.example.com/debian trixie main
EOF
COPY <<EOF /usr/share/doc/readme
Write deb [arch=amd64] https://packages.example.com/debian trixie main
EOF
FROM --platform=linux/amd64 debian:13
COPY --from=0 /etc/apt /etc/apt
COPY <<EOF /etc/apt/sources.list.d/microsoft.list
deb [arch=amd64] https://packages.microsoft.com/debian/13/prod trixie main
EOF
