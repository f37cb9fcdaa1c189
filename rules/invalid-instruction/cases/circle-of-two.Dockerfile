FROM alpine:3.22 AS a
COPY --from=b /x /x
FROM alpine:3.22 AS b
COPY --from=a /y /y
COPY --from=a /z /z
FROM scratch
COPY --from=b / /
