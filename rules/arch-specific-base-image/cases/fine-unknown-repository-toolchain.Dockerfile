FROM ghcr.io/acme/builder-linux-arm64:1 AS a
RUN make
FROM ghcr.io/acme/build-image-amd64:1
COPY --from=a /x /x
