FROM a
RUN <<EOF
apt-get update
  apt-get install -y x
EOF
RUN b
