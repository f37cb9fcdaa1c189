FROM rust:1.90
RUN rustup target add wasm32-unknown-unknown && cargo build --target wasm32-unknown-unknown && ls target/x86_64-unknown-linux-gnu
