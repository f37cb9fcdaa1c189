ARG VARIANT=alpine
FROM python:3.13-${VARIANT}
RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y gcc
