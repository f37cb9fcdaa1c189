FROM mysql:5.7
COPY schema.sql /docker-entrypoint-initdb.d/
