FROM --platform=$BUILDPLATFORM rust:1.90 AS build
WORKDIR /app
RUN cargo build --release
FROM --platform=$BUILDPLATFORM rust:1.90 AS installed
RUN cargo install --root /opt/tool --path .
RUN cargo install ripgrep --locked
FROM debian:bookworm-slim
COPY --from=build /app/target/release/api /bin/api
COPY --from=installed /usr/local/cargo/bin/ripgrep /bin/
