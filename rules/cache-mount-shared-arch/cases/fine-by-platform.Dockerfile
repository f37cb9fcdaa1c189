FROM debian:bookworm
ARG TARGETPLATFORM
RUN --mount=type=cache,id=apt-$TARGETPLATFORM,target=/var/cache/apt apt-get update
