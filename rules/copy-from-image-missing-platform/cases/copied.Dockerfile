FROM alpine:3.22
COPY --from=mysql:5.7 /usr/bin/mysqldump /usr/bin/
