FROM postgres:17
ENTRYPOINT ["docker-entrypoint.sh"]
