FROM alpine:3.22 AS mysql
RUN apk add --no-cache mariadb
FROM mysql
CMD ["mariadbd"]
