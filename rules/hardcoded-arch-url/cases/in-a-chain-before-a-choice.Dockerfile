# Only what stands beside the `||` may fail.
FROM ubuntu:24.04
ARG INIT_VERSION="1.2.5"
RUN apt-get update \
  && apt-get install -y wget \
  && wget -q https://github.com/Yelp/dumb-init/releases/download/v${INIT_VERSION}/dumb-init_${INIT_VERSION}_amd64.deb \
  && dpkg -i dumb-init_*.deb \
  && [ "$(lsb_release -cs)" = noble ] && ( echo new ) || ( echo old ) \
  && rm -rf /var/lib/apt/lists/*
