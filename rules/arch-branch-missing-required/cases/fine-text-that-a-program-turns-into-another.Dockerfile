# What becomes of a text that stands in the file nobody knows here: it depends on no platform.
FROM alpine:3.22
COPY arch-filter /usr/local/bin/
RUN [ "$(echo amd64 | arch-filter)" = amd64 ] || exit 1
RUN case "$(printf 'amd64' | arch-filter --go)" in amd64) echo yes ;; *) exit 1 ;; esac
RUN if [ "$(echo x86_64 | sed -n s/x86_64/amd64/p)" != amd64 ]; then exit 1; fi
RUN set -e; name=$(echo amd64 | rev | rev); test "$name" = amd64; test "$name-$name" = amd64-amd64
RUN [ "$(echo aarch64 | tee /dev/null | arch-filter)" = arm64 ] && exit 0; exit 1
