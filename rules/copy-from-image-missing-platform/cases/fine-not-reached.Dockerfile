FROM alpine:3.22 AS lint
COPY --from=mysql:5.7 /usr/bin/mysqldump /usr/bin/
FROM alpine:3.22
COPY app /app
