FROM alpine:3.22 AS app
COPY app /app
FROM mysql:5.7 AS legacy
COPY --from=app /app /app
