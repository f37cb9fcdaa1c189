FROM alpine:3.22 AS fetch-amd64
RUN wget -O /x https://example.com/x-x86_64
FROM alpine:3.22 AS fetch-arm64
RUN wget -O /x https://example.com/x-aarch64
FROM fetch-${TARGETARCH}
