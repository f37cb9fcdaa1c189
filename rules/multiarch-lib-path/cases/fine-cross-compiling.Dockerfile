FROM --platform=$BUILDPLATFORM debian:bookworm AS build
ENV PKG_CONFIG_PATH=/usr/lib/aarch64-linux-gnu/pkgconfig
RUN make
FROM debian:bookworm
COPY --from=build /out /out
