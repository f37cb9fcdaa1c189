FROM postgres:17
COPY init /var/lib/postgresql/data/
VOLUME /var/lib/postgresql/data
