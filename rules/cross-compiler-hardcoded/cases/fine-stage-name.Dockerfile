FROM --platform=$BUILDPLATFORM debian:13 AS build-amd64
RUN CC=x86_64-linux-gnu-gcc make
FROM debian:13
COPY --from=build-amd64 /out/amd64 /out/amd64
