FROM rust:1.90
RUN if [ "$(uname -m)" = aarch64 ]; then target=aarch64-unknown-linux-musl; else target=x86_64-unknown-linux-musl; fi; \
    cargo build --target "$target"
