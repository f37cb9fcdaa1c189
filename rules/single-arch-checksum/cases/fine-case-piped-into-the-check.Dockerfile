FROM alpine:3.22
ENV VERSION=1.2.3
RUN arch="$(apk --print-arch)" && wget -O /tmp/x.tgz "https://example.com/x-${VERSION}-${arch}.tgz"
ENV X_HOME=/opt/x
RUN arch="$(apk --print-arch)" && case ${arch} in \
      x86_64) echo "4a4ff1a2e2de8a2a41e4c1b6d2a8b6dbe8a6a8e0f5d5d4f5ac2f4ee3b25ae35f  /tmp/x.tgz" ;; \
      aarch64) echo "eae1d3aa50c48fb23b8cbdf4e369d0910dfc538566bfd09df89a774aa84a48b9  /tmp/x.tgz" ;; \
    esac | sha256sum -c -
