FROM golang:1.24-bookworm AS build
FROM debian:bookworm
COPY --from=build /out/libshop.so /usr/lib64/
ENV LD_LIBRARY_PATH=/usr/lib64
