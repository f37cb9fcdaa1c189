FROM alpine:3.22
COPY --from=1 /x /x
RUN --mount=from=b,dst=/x ls
FROM alpine:3.22 AS b
COPY --from=c /x /x
FROM b AS c
FROM scratch
COPY --from=0 /x /x
