# Programs are not named like their packages, and only Cargo writes into its folders.
FROM --platform=$BUILDPLATFORM rust:1.90 AS tools
RUN cargo install ripgrep sqlx-cli --locked
FROM --platform=$BUILDPLATFORM rust:1.90 AS server
WORKDIR /src
RUN cargo install --locked --path . --root /opt/server
FROM --platform=$BUILDPLATFORM debian:bookworm AS home
RUN curl -fsSL https://sh.rustup.rs | sh -s -- -y
RUN /root/.cargo/bin/cargo install --path server
FROM debian:bookworm-slim
COPY --from=tools /usr/local/cargo/bin/rg /usr/local/cargo/bin/sqlx /usr/local/bin/
COPY --from=server /opt/server/bin/server /usr/local/bin/
COPY --from=server /opt/server /opt/whole
COPY --from=home /root/.cargo/bin/server /usr/local/bin/
