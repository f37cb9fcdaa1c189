FROM alpine:3.22
COPY bin/ /opt/bin/
ENTRYPOINT ["/opt/bin/start"]
