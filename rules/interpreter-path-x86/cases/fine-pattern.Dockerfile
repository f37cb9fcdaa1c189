FROM alpine:3.22 AS libs
FROM scratch
COPY --from=libs /lib/ld-musl-*.so.1 /lib/
