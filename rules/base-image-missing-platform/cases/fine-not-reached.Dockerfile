FROM mysql:5.7 AS old
FROM alpine:3.22
COPY app /app
