FROM alpine:3.22
ENV NODE_VERSION=26.7.0
RUN ARCH= OPENSSL_ARCH='linux*' && alpineArch="$(apk --print-arch)" \
    && case "${alpineArch##*-}" in \
      x86_64) ARCH='x64' CHECKSUM="4a4ff1a2e2de8a2a41e4c1b6d2a8b6dbe8a6a8e0f5d5d4f5ac2f4ee3b25ae35f" OPENSSL_ARCH=linux-x86_64;; \
      x86) OPENSSL_ARCH=linux-elf;; \
      aarch64) OPENSSL_ARCH=linux-aarch64;; \
      arm*) OPENSSL_ARCH=linux-armv4;; \
      ppc64le) OPENSSL_ARCH=linux-ppc64le;; \
      s390x) OPENSSL_ARCH=linux-s390x;; \
      *) ;; \
    esac \
  && if [ -n "${CHECKSUM}" ]; then \
    set -eu; \
    curl -fsSLO --compressed "https://unofficial-builds.nodejs.org/download/release/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH-musl.tar.xz"; \
    echo "$CHECKSUM  node-v$NODE_VERSION-linux-$ARCH-musl.tar.xz" | sha256sum -c - \
      && tar -xJf "node-v$NODE_VERSION-linux-$ARCH-musl.tar.xz" -C /usr/local --strip-components=1; \
  else \
    echo "Building from source" \
    && apk add --no-cache --virtual .build-deps-full g++ gcc make python3 \
    && curl -fsSLO --compressed "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION.tar.xz" \
    && tar -xf "node-v$NODE_VERSION.tar.xz" \
    && cd "node-v$NODE_VERSION" \
    && ./configure \
    && make -j$(getconf _NPROCESSORS_ONLN) V= \
    && make install; \
  fi
