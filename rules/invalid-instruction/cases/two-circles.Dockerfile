FROM alpine:3.22
COPY --from=0 /x /x
FROM alpine:3.22 AS a
COPY --from=b /x /x
FROM alpine:3.22 AS b
COPY --from=a /y /y
COPY --from=c /y /y
FROM alpine:3.22 AS c
