FROM diamol/base
COPY docker-entrypoint /opt/docs/
ENTRYPOINT ["/app/server"]
