# Others are removed before, and these behind.
FROM debian:bookworm-slim
COPY debs/ /tmp/debs/
RUN rm -f /var/cache/apt/archives/*.deb /tmp/*.deb && dpkg -i /tmp/debs/*.deb && rm -f /tmp/debs/*.deb
