FROM alpine:3.22
COPY --from=5 /a /a
FROM alpine:3.22
