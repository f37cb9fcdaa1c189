FROM --platform=$BUILDPLATFORM messense/rust-musl-cross:x86_64-musl AS build
RUN cargo build --release
FROM --platform=$BUILDPLATFORM ghcr.io/cross-rs/aarch64-unknown-linux-gnu:edge AS other
FROM alpine:3.22
COPY --from=build /out /out
