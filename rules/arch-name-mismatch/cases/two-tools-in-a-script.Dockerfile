FROM rust:1-bookworm
ARG TARGETARCH
COPY . /src
RUN cp "/usr/lib/$TARGETARCH-linux-gnu/libssl.so.3" /libssl.so.3 \
    && cargo build --release --manifest-path /src/Cargo.toml --target "$TARGETARCH-unknown-linux-gnu"
