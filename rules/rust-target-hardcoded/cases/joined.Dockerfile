FROM rust:1.90
RUN set -eux; cargo install --target=aarch64-unknown-linux-gnu --path .
