FROM diamol/base
WORKDIR /srv
WORKDIR data
WORKDIR ..
COPY a.txt b.txt ./files/
VOLUME /srv/data/files
FROM diamol/base
WORKDIR C:/srv
WORKDIR D:/data
WORKDIR more
COPY a.txt .
VOLUME C:/srv/data
