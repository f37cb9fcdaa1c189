FROM --platform=$BUILDPLATFORM debian:13 AS build
ARG TARGETARCH
RUN case "$TARGETARCH" in \
      amd64) export CC=x86_64-linux-gnu-gcc ;; \
      arm64) export CC=aarch64-linux-gnu-gcc ;; \
    esac; make
FROM debian:13
COPY --from=build /app /app
