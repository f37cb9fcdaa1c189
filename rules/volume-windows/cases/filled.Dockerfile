FROM nats:2
COPY conf/ /etc/nats/
VOLUME /data /etc/nats
