# Where a program is built and where it is copied from are two places.
FROM --platform=$BUILDPLATFORM rust:1.90 AS api
WORKDIR /src
RUN --mount=type=cache,target=/src/target cargo build --release --locked --bin api && install -Dm755 target/release/api /out/api
FROM --platform=$BUILDPLATFORM rust:1.90 AS worker
WORKDIR /src
RUN cargo build --profile dist
RUN cp ./target/dist/worker /usr/local/bin/ && strip /usr/local/bin/worker
FROM --platform=$BUILDPLATFORM rust:1.90 AS twice
RUN cd /src && cargo build --release && mv target/release/job /tmp/job && mv /tmp/job /srv/job-runner
FROM --platform=$BUILDPLATFORM rust:1.90 AS folder
WORKDIR /src
RUN cargo b -r --target-dir /cache && mkdir -p /dist && cp -t /dist /cache/release/a /cache/release/b
FROM debian:bookworm-slim
COPY --from=api /out/api /usr/local/bin/
COPY --from=worker /usr/local/bin/worker /usr/local/bin/
COPY --from=twice /srv/job-runner /usr/local/bin/
COPY --from=folder /dist /usr/local/bin
