FROM amd64/alpine AS z
FROM alpine AS b
ONBUILD COPY --from=z / /
FROM "b"
RUN x
