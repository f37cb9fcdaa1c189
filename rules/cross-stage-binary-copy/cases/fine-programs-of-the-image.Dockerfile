# Text is the same everywhere, and what was put there, or is for the target, is not the image's.
FROM --platform=$BUILDPLATFORM node:22-bookworm AS node
WORKDIR /app
COPY . .
RUN npm ci && npm run build
FROM --platform=$BUILDPLATFORM alpine:3.22 AS certs
RUN apk add --no-cache ca-certificates tzdata git && git clone https://github.com/example/data /data
FROM --platform=$BUILDPLATFORM composer:2 AS composer
FROM --platform=$BUILDPLATFORM alpine:3.22 AS fetched
ARG TARGETARCH
RUN wget -O /usr/local/bin/kubectl "https://dl.k8s.io/release/v1.34.0/bin/linux/$TARGETARCH/kubectl"
FROM --platform=$BUILDPLATFORM alpine:3.22 AS put
COPY bin/ /usr/local/bin/
RUN make -C /src install DESTDIR=/out
FROM --platform=$BUILDPLATFORM golang:1.25 AS go
FROM --platform=$BUILDPLATFORM debian:bookworm AS foreign
RUN dpkg --add-architecture arm64 && apt-get update && apt-get install -y redis-tools:arm64
FROM alpine:3.22 AS own
RUN apk add --no-cache jq
FROM --platform=$BUILDPLATFORM alpine:3.22 AS tools
COPY --from=own /usr/bin/jq /usr/bin/jq
FROM scratch AS files
COPY --from=own / /
FROM debian:bookworm-slim
COPY --from=node /usr/local/bin/npm /usr/local/bin/yarn /usr/local/bin/
COPY --from=node /app/dist /app/dist
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
COPY --from=certs /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=certs /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=certs /data /srv/data
COPY --from=composer /usr/bin/composer /usr/bin/composer
COPY --from=fetched /usr/local/bin/kubectl /usr/local/bin/
COPY --from=put /usr/local/bin/jq /usr/local/bin/
COPY --from=put /out/ /
COPY --from=go /usr/local/go/lib/time/zoneinfo.zip /
COPY --from=foreign /usr/bin/redis-cli /usr/bin/
COPY --from=tools /usr/bin/jq /usr/bin/
