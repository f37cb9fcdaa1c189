FROM alpine:3.22 AS a
RUN --mount=from=b,target=/x ls
FROM alpine:3.22 AS b
FROM a
