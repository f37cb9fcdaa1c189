FROM --platform=linux/amd64 debian:bookworm AS files-amd64
FROM debian:bookworm
COPY --from=files-amd64 /usr/lib/x86_64-linux-gnu/libz.so.1 /emulated/
