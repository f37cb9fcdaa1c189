FROM debian:bookworm-slim
ARG TARGETARCH
RUN bash -c "case $TARGETARCH in amd64) echo a ;; *) exit 2 ;; esac"
RUN sh -ec "if [ '$TARGETARCH' != amd64 ] && [ $(uname -m) != x86_64 ]; then exit 1; fi"
