FROM diamol/base
COPY run.py /app/run
ENTRYPOINT ["/app/run"]
