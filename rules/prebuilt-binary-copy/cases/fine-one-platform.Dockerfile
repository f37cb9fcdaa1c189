FROM alpine:3.22
COPY server-linux-amd64 /server
COPY app /app
