FROM --platform=$BUILDPLATFORM rust:1.90 AS cross
ARG TARGETARCH
WORKDIR /app
RUN case "$TARGETARCH" in amd64) T=x86_64 ;; arm64) T=aarch64 ;; esac \
 && cargo build --release --target $T-unknown-linux-musl \
 && mv target/$T-unknown-linux-musl/release/api /api
FROM --platform=$BUILDPLATFORM rust:1.90 AS page
WORKDIR /app
RUN cargo build --release --target wasm32-unknown-unknown
FROM --platform=$BUILDPLATFORM rust:1.90 AS docs
WORKDIR /app
RUN cargo build --release && cargo doc
FROM --platform=$BUILDPLATFORM rust:1.90 AS environment
ENV CARGO_BUILD_TARGET=wasm32-wasip1
WORKDIR /app
RUN cargo build --release
FROM debian:bookworm-slim
COPY --from=cross /api /bin/api
COPY --from=page /app/target/wasm32-unknown-unknown/release/page.wasm /srv/
COPY --from=docs /app/target/doc /srv/doc
COPY --from=docs /app/target/release/schema.json /srv/
COPY --from=environment /app/target/wasm32-wasip1/release/x.wasm /srv/
