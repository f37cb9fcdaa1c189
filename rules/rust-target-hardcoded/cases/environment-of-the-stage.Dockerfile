FROM rust:1.90 AS build
ENV CARGO_BUILD_TARGET=x86_64-unknown-linux-musl
RUN rustup target add x86_64-unknown-linux-musl
COPY . .
RUN cargo build --release
