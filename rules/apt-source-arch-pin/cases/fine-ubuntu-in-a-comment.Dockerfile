FROM ubuntu:20.04
RUN cat > /etc/apt/sources.list <<'EOF'
# deb http://archive.ubuntu.com/ubuntu focal main
deb http://mirror.example.com/ubuntu focal main
EOF
RUN echo "see deb http://archive.ubuntu.com/ubuntu focal main" >> /README
