FROM --platform=$BUILDPLATFORM alpine:3.20 AS files-amd64
ADD https://example.com/data-linux-x86_64.bin /data
RUN wget -O /tool https://example.com/tool-linux-x86_64

FROM --platform=$BUILDPLATFORM alpine:3.20 AS files-arm64
ADD https://example.com/data-linux-aarch64.bin /data
RUN wget -O /tool https://example.com/tool-linux-aarch64

FROM files-${TARGETARCH} AS files

FROM alpine:3.20
COPY --from=files /tool /data /opt/
