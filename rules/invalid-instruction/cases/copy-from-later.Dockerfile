FROM alpine:3.22 AS a
COPY --from=b /x /y
FROM alpine:3.22 AS b
FROM scratch
COPY --from=a / /
