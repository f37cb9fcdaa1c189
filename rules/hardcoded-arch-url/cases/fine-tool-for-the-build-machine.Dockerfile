FROM --platform=$BUILDPLATFORM debian:12 AS build
ARG TARGETARCH
RUN curl -fsSLO https://example.com/protoc-linux-x86_64.zip && unzip protoc-linux-x86_64.zip
RUN case "$TARGETARCH" in amd64) cross=x86-64 ;; arm64) cross=aarch64 ;; esac \
    && apt-get update && apt-get install -y "gcc-$cross-linux-gnu"

FROM debian:12
COPY --from=build /app /app

FROM --platform=$BUILDPLATFORM debian:12 AS linker
ARG BUILDPLATFORM
ENV BUILDPLATFORM=${BUILDPLATFORM:-linux/amd64}
RUN case "$BUILDPLATFORM" in \
        */amd64) machine=x86_64 ;; \
        */arm64) machine=aarch64 ;; \
    esac; \
    curl -sSLO "https://example.com/mold-$machine-linux.tar.gz"

FROM debian:12
COPY --from=linker /app /app
