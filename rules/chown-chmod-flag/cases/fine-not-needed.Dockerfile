FROM debian:bookworm AS lint
COPY --chown=1000 . /src
FROM diamol/base
COPY . /src
