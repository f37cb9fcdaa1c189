FROM --platform=$BUILDPLATFORM debian:13 AS build
RUN CROSS_COMPILE=x86_64-linux-gnu- make && CROSS_COMPILE=aarch64-linux-gnu- make
FROM debian:13
COPY --from=build /out /out
