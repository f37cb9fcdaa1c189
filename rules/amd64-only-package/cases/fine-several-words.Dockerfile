FROM debian:13
ARG EXTRA_PACKAGES="curl gcc"
RUN apt-get update && apt-get install -y $EXTRA_PACKAGES && IFS=, && names=rar,make && echo $names
RUN list="gcc-multilib make"; if [ "$(uname -m)" != x86_64 ]; then list="gcc make"; fi; apt-get install -y $list
RUN for name in "rar unrar"; do echo "$name"; done; apt-get install -y "rar unrar"
