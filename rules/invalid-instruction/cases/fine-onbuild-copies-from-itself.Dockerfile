FROM alpine:3.22 AS a
ONBUILD COPY --from=b /x /x
FROM a AS b
