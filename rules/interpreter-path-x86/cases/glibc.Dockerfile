FROM debian:bookworm-slim AS libs
FROM gcr.io/distroless/static-debian12
COPY --from=libs /lib64/ld-linux-x86-64.so.2 /lib64/ld-linux-x86-64.so.2
