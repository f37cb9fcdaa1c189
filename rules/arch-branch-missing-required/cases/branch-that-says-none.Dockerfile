FROM debian:trixie-slim
RUN set -eux; apt-get update; apt-get install -y --no-install-recommends gcc curl xz-utils
ENV NIM_VERSION=2.2.6
WORKDIR /tmp
RUN set -eux; \
  dpkgArch="$(dpkg --print-architecture)"; \
  case "${dpkgArch}" in \
    amd64) url='https://github.com/nim-lang/nightlies/releases/download/2025-10-31-version-2-2-ab/nim-2.2.6-linux_x64.tar.xz'; sha256='38' ;; \
    arm64) url='none'; sha256='none' ;; \
    i386)  url='https://github.com/nim-lang/nightlies/releases/download/2025-10-31-version-2-2-ab/nim-2.2.6-linux_x32.tar.xz';  sha256='33' ;; \
    armhf) url='https://github.com/nim-lang/nightlies/releases/download/2025-10-31-version-2-2-ab/nim-2.2.6-linux_armv7l.tar.xz'; sha256='f6' ;; \
    *) echo >&2 "error: unsupported architecture: ${dpkgArch}"; exit 1 ;; \
  esac; \
  if [ "$url" = "none" ]; then \
    echo >&2 "error: no upstream binary for ${dpkgArch} in this Nim version"; exit 1; \
  fi; \
  curl --fail --location "$url" --output nim.tar.xz
