FROM alpine:3.22
RUN set -eux; \
    sum=eae1d3aa50c48fb23b8cbdf4e369d0910dfc538566bfd09df89a774aa84a48b9; \
    arch="$(apk --print-arch)"; \
    wget -O x.tgz "https://example.com/x-$arch.tgz"; \
    echo "$sum  x.tgz" | sha256sum -c
