FROM rust:1.80
COPY . .
RUN ["cargo", "build", "--release", "--target", "x86_64-unknown-linux-musl"]
