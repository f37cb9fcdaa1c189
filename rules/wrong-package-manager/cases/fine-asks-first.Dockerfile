ARG BASE=alpine:3.22
FROM ${BASE} AS a
RUN if [ -f /etc/alpine-release ]; then apk add --no-cache curl; else apt-get update && apt-get install -y curl; fi
RUN if command -v apt-get >/dev/null; then apt-get install -y git; elif command -v apk; then apk add git; fi
RUN command -v apt-get >/dev/null && apt-get install -y git
RUN . /etc/os-release; [ "$ID" = debian ] && apt-get install -y git
FROM a
RUN apt-get update && apt-get install -y jq || apk add --no-cache jq
RUN if [ "$WITH_TOOLS" = 1 ]; then apt-get install -y gdb; fi
