FROM alpine:3.22
ENTRYPOINT ["/srv/a"]
CMD --verbose
