FROM rust:1.90
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) target=x86_64-unknown-linux-musl ;; arm64) target=aarch64-unknown-linux-musl ;; *) exit 1 ;; esac; \
    rustup target add "$target" && cargo build --release --target "$target"
