# What becomes of a text that stands in the file nobody knows here: each way may be the one that is taken.
FROM alpine:3.22
COPY arch-filter /usr/local/bin/
RUN if [ "$(echo amd64 | arch-filter)" = amd64 ]; then curl -fLO https://e.com/t.tgz; else curl -fLO https://e.com/t-linux-amd64.tgz; fi
RUN if [ "$(echo amd64 | arch-filter)" = arm64 ]; then exit 0; fi; curl -fLO https://e.com/u-linux-amd64.tgz
RUN case "$(echo amd64 | arch-filter)" in amd64) S=x ;; esac; curl -fLO https://e.com/v-$S.tgz
RUN case "$(printf 'x86_64' | sed -n s/x86_64/arm64/p)" in arm64) curl -fLO https://e.com/w-linux-amd64.tgz ;; esac
RUN name=$(echo amd64 | rev | rev); test "$name" = amd64 || curl -fLO https://e.com/x-linux-amd64.tgz
