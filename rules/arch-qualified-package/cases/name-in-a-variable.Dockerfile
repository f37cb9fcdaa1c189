FROM debian:trixie-slim
RUN set -e; name=libfoo; apt-get install -y "$name:arm64"
