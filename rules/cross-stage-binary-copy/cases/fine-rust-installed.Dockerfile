FROM --platform=$BUILDPLATFORM rust:1.90 AS tools
RUN cargo install mdbook --root /usr/local
COPY book.toml /usr/local/bin/other
RUN mdbook build /src --dest-dir /book
FROM --platform=$BUILDPLATFORM rust:1.90 AS server
RUN cargo install --target wasm32-wasip1 --path . --root /opt/server
FROM rust:1.90 AS own
RUN cargo install --path . --root /opt/own
FROM --platform=$BUILDPLATFORM rust:1.90 AS data
RUN cargo install --path . --root /opt/data && /opt/data/bin/make-data > /opt/data/share.json
FROM debian:bookworm-slim
COPY --from=tools /book /srv/book
COPY --from=tools /usr/local/bin/other /srv/other
COPY --from=server /opt/server/bin/server /usr/local/bin/
COPY --from=own /opt/own/bin/own /usr/local/bin/
COPY --from=data /opt/data/share.json /opt/data/bin/share.json /srv/
