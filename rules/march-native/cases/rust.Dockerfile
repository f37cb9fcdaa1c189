FROM rust:1.90
RUN RUSTFLAGS="-C target-cpu=native" cargo build --release
