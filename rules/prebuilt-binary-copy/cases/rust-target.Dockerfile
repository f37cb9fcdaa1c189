FROM gcr.io/distroless/cc-debian12
COPY target/x86_64-unknown-linux-musl/release/app /app
