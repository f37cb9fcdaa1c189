FROM debian:bookworm-slim AS libs
FROM scratch
COPY --from=libs /lib64 /lib64
