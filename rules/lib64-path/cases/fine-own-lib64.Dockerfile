FROM debian:bookworm AS build
FROM debian:bookworm
COPY --from=build /usr/local/cuda/lib64/ /opt/cuda/lib64/
