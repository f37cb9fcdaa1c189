FROM diamol/base
COPY a /database/
VOLUME /data
