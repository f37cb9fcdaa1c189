FROM --platform=$BUILDPLATFORM debian:bookworm AS build
RUN --mount=type=cache,target=/var/cache/apt apt-get update
FROM debian:bookworm
COPY --from=build /out /out
