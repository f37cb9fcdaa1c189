FROM debian:12-slim
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
COPY --chown=1000:1000 app /app
USER 1000
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
ENTRYPOINT ["/docker-entrypoint.sh"]
