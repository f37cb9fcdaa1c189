FROM diamol/base
RUN chmod +x nats-sub
CMD ["nats-sub"]
