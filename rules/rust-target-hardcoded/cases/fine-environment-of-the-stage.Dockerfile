FROM rust:1.90 AS named
ENV CARGO_BUILD_TARGET=x86_64-unknown-linux-musl
RUN cargo build --release --target "$(uname -m)-unknown-linux-musl"
FROM rust:1.90 AS unused
COPY --from=named /app /app
ENV CARGO_BUILD_TARGET=x86_64-unknown-linux-musl
RUN cargo-audit
FROM rust:1.90
COPY --from=unused /app /app
ENV CARGO_BUILD_TARGET=wasm32-unknown-unknown
RUN cargo build --release
