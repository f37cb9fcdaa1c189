FROM alpine:3.22
COPY server /usr/local/bin/server
ENTRYPOINT ["server"]
