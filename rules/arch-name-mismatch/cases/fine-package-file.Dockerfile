FROM debian:bookworm-slim
ARG TARGETARCH
ADD https://cdn.azul.com/zulu/bin/zulu21.38.21-ca-jdk21.0.5-linux-${TARGETARCH}.deb /tmp/zulu.deb
ADD https://github.com/sharkdp/fd/releases/download/v10.2.0/fd-musl-10.2.0-${TARGETARCH}.deb /tmp/fd.deb
