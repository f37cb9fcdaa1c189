FROM nats:2
COPY . /opt/shop
CMD ["/opt/shop/bin/server"]
