FROM golang:1.25 AS build
RUN CGO_ENABLED=0 go build -o /dist/app .
FROM rust:1.90 AS build2
RUN cargo build --release
FROM debian:13-slim
COPY --from=build /dist/app /app
COPY --from=build2 /target/release/app2 /app2
