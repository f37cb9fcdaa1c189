FROM mysql:5.7 AS Db
FROM db AS seeded
COPY schema.sql /docker-entrypoint-initdb.d/
FROM SEEDED AS final
FROM seeded
