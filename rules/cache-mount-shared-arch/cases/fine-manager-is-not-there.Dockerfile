FROM alpine:3.20
RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y git
