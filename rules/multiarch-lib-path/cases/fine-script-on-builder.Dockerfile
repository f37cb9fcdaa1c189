FROM --platform=$BUILDPLATFORM debian:bookworm AS build
RUN cp /usr/lib/x86_64-linux-gnu/libc.so.6 /opt/host-tool/
FROM debian:bookworm
COPY --from=build /opt/out /opt/out
