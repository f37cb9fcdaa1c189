FROM alpine:3.22 AS base
ONBUILD COPY --from=mysql:5.7 /a /b
FROM base
