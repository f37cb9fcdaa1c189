FROM rust:1.90
RUN export CARGO_BUILD_TARGET=x86_64-unknown-linux-gnu; cargo build --release
RUN <<EOF
CARGO_BUILD_TARGET="x86_64-unknown-linux-gnu" cargo test
EOF
