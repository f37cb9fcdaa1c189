FROM postgres:17
COPY docker-entrypoint-init.sh /docker-entrypoint-initdb.d/10-init.sh
