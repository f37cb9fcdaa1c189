FROM alpine:3.22 AS fetch-arm64
FROM alpine:3.22 AS fetch-amd64
FROM debian:bookworm-slim AS fetch-arm64
FROM FETCH-AMD64 AS never
FROM fetch-$TARGETARCH
CMD ["/bin/sh"]
