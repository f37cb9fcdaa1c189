FROM --platform=linux/arm64/v8 denoland/deno:bin AS bin
FROM --platform=linux/amd64 debian:bookworm-slim AS base
FROM base AS middle
FROM middle
COPY --from=bin /deno /usr/bin/deno
