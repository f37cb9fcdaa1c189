FROM alpine:3.22
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
