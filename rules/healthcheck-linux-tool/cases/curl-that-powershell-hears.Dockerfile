FROM nats:2
HEALTHCHECK CMD curl -f http://localhost:8222/ || exit 1
