FROM debian:13
ARG EXTRA_PACKAGES="gcc-multilib make"
ENV MORE="ca-certificates rar"
RUN pkgs="curl libc6-dev-i386"; apt-get update && apt-get install -y $pkgs ${EXTRA_PACKAGES} $MORE
