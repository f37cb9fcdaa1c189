FROM debian:bookworm-slim AS fetch-amd64
ADD https://dl.example.com/engine-x86_64.tar.gz /engine.tgz

FROM debian:bookworm-slim AS fetch-arm64
ADD https://dl.example.com/engine-aarch64.tar.gz /engine.tgz

FROM fetch-${TARGETARCH} AS fetch
RUN tar -C /opt -xzf /engine.tgz

FROM debian:bookworm-slim
COPY --from=fetch /opt/engine /opt/engine
ENTRYPOINT ["/opt/engine/bin/engine"]
