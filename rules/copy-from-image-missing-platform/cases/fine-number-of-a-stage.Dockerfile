FROM alpine:3.22 AS unbuilt
COPY --from=mysql:5.7 /a /a
FROM alpine:3.22
FROM alpine:3.22
COPY --from=1 /a /a
