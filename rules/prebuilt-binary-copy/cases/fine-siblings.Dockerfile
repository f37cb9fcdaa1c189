FROM alpine:3.22
COPY server-amd64 server-arm64 /opt/
COPY start.sh /
ENTRYPOINT ["/start.sh"]
