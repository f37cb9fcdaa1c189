FROM rust:1.80
COPY . .
RUN ["cargo", "build", "--release", "--target-dir", "/out/x86_64-unknown-linux-musl"]
RUN ["cargo", "build", "--release"]
RUN ["echo", "cargo build --target x86_64-unknown-linux-musl"]
