ARG MUSL_TARGET="x86_64-unknown-linux-musl"
FROM rust:1.90 AS build
ARG MUSL_TARGET
RUN rustup target add $MUSL_TARGET
RUN cargo build --release --target ${MUSL_TARGET}
FROM scratch
COPY --from=build /target/app /app
