FROM diamol/base
COPY <<EOF /install.txt
apt-get update
EOF
