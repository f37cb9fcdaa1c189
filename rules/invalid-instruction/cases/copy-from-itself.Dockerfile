FROM alpine:3.22 AS a
COPY --from=a /a /b
