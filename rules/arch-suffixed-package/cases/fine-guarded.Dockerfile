FROM debian:bookworm-slim
RUN dpkgArch="$(dpkg --print-architecture)"; \
    if [ "$dpkgArch" = arm64 ] ; then apt-get install -y linux-image-arm64 ; elif [ "$dpkgArch" = amd64 ] ; then apt-get install -y linux-image-amd64 ; fi
