FROM nats:2
COPY app /app/
VOLUME /data
