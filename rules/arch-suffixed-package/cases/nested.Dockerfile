FROM debian:trixie-slim
RUN sh -ec 'apt-get install -y linux-image-amd64'
