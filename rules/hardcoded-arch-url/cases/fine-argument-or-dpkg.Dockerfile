FROM debian:bookworm-slim
ARG TARGETARCH
RUN set -eux; \
    # the classic builder leaves the argument empty
    [ -z "${TARGETARCH:-}" ] && TARGETARCH="$(dpkg --print-architecture)"; \
    arch="${TARGETARCH}"; \
    case "${TARGETARCH}" in \
      "amd64") arch=x64; hash='4a4ff1a2e2de8a2a41e4c1b6d2a8b6dbe8a6a8e0f5d5d4f5ac2f4ee3b25ae35f' ;; \
      "arm64") hash='eae1d3aa50c48fb23b8cbdf4e369d0910dfc538566bfd09df89a774aa84a48b9' ;; \
      "ppc64le" | "ppc64el") arch=ppc64le; hash='3f658420974768e40810001a038c29d003728c5fe86da211cff5059e48cfdfde' ;; \
      *) echo "unsupported ${TARGETARCH}" >&2; exit 1 ;; \
    esac; \
    curl -fLo /tmp/jdk.tgz "https://example.com/jdk-21_linux-${arch}.tar.gz"; \
    echo "$hash */tmp/jdk.tgz" | sha256sum -c -
