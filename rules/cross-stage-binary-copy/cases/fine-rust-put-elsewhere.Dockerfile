# Cross-compiled and put elsewhere, or made by a program that was put elsewhere.
FROM --platform=$BUILDPLATFORM rust:1.90 AS cross
ARG TARGETARCH
WORKDIR /src
RUN case "$TARGETARCH" in amd64) T=x86_64 ;; arm64) T=aarch64 ;; esac \
 && cargo build --release --target $T-unknown-linux-musl \
 && install -Dm755 target/$T-unknown-linux-musl/release/api /out/api
FROM --platform=$BUILDPLATFORM rust:1.90 AS tool
WORKDIR /src
RUN cargo build --release && cp target/release/generate /usr/local/bin/generate
RUN generate --output /out/api && cp docs/api /srv/generate
FROM --platform=$BUILDPLATFORM rust:1.90 AS page
RUN cargo install wasm-pack
WORKDIR /src
RUN wasm-pack build --release && cp -r pkg /out/generate
FROM --platform=$BUILDPLATFORM rust:1.90 AS linked
ENV CARGO_BUILD_TARGET=wasm32-wasip1
WORKDIR /src
RUN cargo build --release && cp target/wasm32-wasip1/release/api /out/other
FROM debian:bookworm-slim
COPY --from=cross /out/api /usr/local/bin/
COPY --from=tool /out/api /srv/generate /srv/
COPY --from=page /out/generate /srv/pkg
COPY --from=linked /out/other /srv/other
