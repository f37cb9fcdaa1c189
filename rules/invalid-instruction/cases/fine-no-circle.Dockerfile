FROM alpine:3.22 AS a
FROM a AS b
COPY --from=a /x /x
COPY --from=alpine:3.22 /y /y
FROM a
COPY --from=a /x /x
COPY --from=b /x /x
RUN --mount=from=b,target=/b ls /b
