FROM nats:2
CMD ["nats-server", "--log", "/dev/stdout"]
