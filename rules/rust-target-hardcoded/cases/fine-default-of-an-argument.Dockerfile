FROM rust:1.90
ARG ARCH=x86_64
ARG TARGET=${ARCH}-unknown-linux-musl
RUN cargo build --release --target $TARGET

FROM rust:1.90
ARG TARGETARCH
ARG TRIPLE=x86_64-unknown-linux-musl
RUN if [ "$TARGETARCH" = arm64 ]; then TRIPLE=aarch64-unknown-linux-musl; fi; cargo build --release --target $TRIPLE
