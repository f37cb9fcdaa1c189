FROM diamol/base
WORKDIR /srv
WORKDIR data
COPY a.txt b.txt ./files/
VOLUME /srv/data/files
