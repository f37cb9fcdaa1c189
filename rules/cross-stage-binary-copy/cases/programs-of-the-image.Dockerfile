# What an image or its packages bring is for the machine that the stage runs on.
FROM --platform=$BUILDPLATFORM debian:bookworm AS tools
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-15 redis-tools && rm -rf /var/lib/apt/lists/*
FROM --platform=$BUILDPLATFORM node:22-bookworm AS node
WORKDIR /app
COPY . .
RUN npm ci && npm run build
FROM --platform=$BUILDPLATFORM golang:1.25 AS go
FROM --platform=$BUILDPLATFORM eclipse-temurin:21 AS java
FROM debian:bookworm-slim
COPY --from=tools /usr/bin/redis-cli /usr/local/bin/redis-cli
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /app/dist /app/dist
COPY --from=go /usr/local/go/ /usr/local/go/
COPY --from=java /opt/java/openjdk /opt/java/openjdk
