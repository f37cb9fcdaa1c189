FROM alpine:3.22
COPY bin/ /usr/local/bin/
CMD ["worker", "--queue", "default"]
