FROM rust:1.90
RUN rustup target add x86_64-unknown-linux-musl aarch64-unknown-linux-musl
