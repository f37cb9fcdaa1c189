# syntax=docker/dockerfile:1
FROM alpine:3.22 AS one
FROM mysql:5.7 AS two
FROM alpine:3.22
RUN --mount=from=mysql:5.7,target=/mnt --mount=from=one,target=/one cp /mnt/usr/bin/mysqldump /usr/bin/
