FROM diamol/base
COPY docker-entrypoint /
ENTRYPOINT ["/docker-entrypoint"]
