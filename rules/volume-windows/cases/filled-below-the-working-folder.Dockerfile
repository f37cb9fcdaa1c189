FROM diamol/base
WORKDIR /data
COPY a.txt b.txt ./files/
VOLUME /data/files
