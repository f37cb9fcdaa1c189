FROM debian:bookworm
ENTRYPOINT ["/usr/bin/tini", "--"]
