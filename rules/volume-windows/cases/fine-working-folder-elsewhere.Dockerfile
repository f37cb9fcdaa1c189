FROM diamol/base
WORKDIR /data
VOLUME /data
WORKDIR /app
COPY a.txt .
