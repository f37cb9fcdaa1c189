FROM alpine:3.22 AS one
FROM one AS two
FROM debian:13 AS three
COPY --from=one /a /a
