FROM diamol/base
COPY docker/start /app/run
CMD ["/app/run", "--all"]
