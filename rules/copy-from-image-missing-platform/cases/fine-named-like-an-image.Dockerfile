FROM alpine:3.22 AS mysql
RUN apk add --no-cache mariadb-client
FROM alpine:3.22
COPY --from=mysql /usr/bin/mariadb-dump /usr/bin/
RUN --mount=from=mysql,target=/mnt ls /mnt
