FROM --platform=$BUILDPLATFORM debian:bookworm-slim AS fetch
RUN set -e; arch="$(dpkg --print-architecture)"; \
    curl -fsSLo /tini "https://github.com/krallin/tini/releases/download/v0.19.0/tini-$arch"
FROM debian:bookworm-slim
COPY --from=fetch /tini /tini
