FROM diamol/base
WORKDIR data
COPY a.txt .
VOLUME /data
