FROM alpine:3.22 AS old
COPY app-linux-amd64 /app
FROM alpine:3.22
COPY . /srv
