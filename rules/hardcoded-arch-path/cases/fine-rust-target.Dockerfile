FROM rust:1-alpine AS build
RUN rustup target add x86_64-unknown-linux-musl
WORKDIR /app
COPY . .
RUN cargo build --release --target x86_64-unknown-linux-musl
FROM scratch
COPY --from=build /app/target/x86_64-unknown-linux-musl/release/app /app
CMD ["/app"]
