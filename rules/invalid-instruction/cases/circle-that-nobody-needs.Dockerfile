FROM alpine:3.22 AS leads
COPY --from=a /x /x
FROM alpine:3.22 AS a
RUN --mount=from=2,target=/x ls
COPY --from=2 /x /x
FROM alpine:3.22
RUN --mount=type=bind,from=a,target=/y ls /y
FROM scratch
