FROM rust:1.90
RUN cargo build --release --target "$(uname -m)-unknown-linux-musl"
