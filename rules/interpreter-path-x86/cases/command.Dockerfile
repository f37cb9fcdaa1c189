FROM debian:bookworm
ENTRYPOINT ["/lib64/ld-linux-x86-64.so.2", "/app/server"]
