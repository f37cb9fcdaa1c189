# syntax=docker/dockerfile:1
# escape=\
ARG VERSION
FROM alpine:3.22 AS base
LABEL a=b c="d e"
ENV A B C
ENV D=e F="g h"
EXPOSE 80/tcp 443
VOLUME ["/data"]
USER 1000:1000
WORKDIR /srv
STOPSIGNAL SIGTERM
SHELL ["/bin/sh", "-c"]
HEALTHCHECK --interval=5s --start-interval=1s CMD wget -qO- localhost || exit 1
ONBUILD COPY . /srv
RUN --mount=type=cache,target=/var/cache,sharing=locked --network=none true
COPY --link --chown=1000:1000 --chmod=755 --exclude=*.md a b /srv/
ADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://dl.example.com/x /x
MAINTAINER someone
ENTRYPOINT ["/srv/a"]
CMD sleep 10
