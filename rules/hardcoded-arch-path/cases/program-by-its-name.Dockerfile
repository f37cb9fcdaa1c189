FROM debian:bookworm-slim
COPY bin /usr/bin
CMD ["/usr/bin/server-x86_64", "--listen", ":80"]
