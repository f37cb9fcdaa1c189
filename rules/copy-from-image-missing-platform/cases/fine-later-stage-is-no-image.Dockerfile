FROM alpine:3.22 AS app
COPY --from=mysql /dump /dump
FROM alpine:3.22 AS mysql
FROM app
