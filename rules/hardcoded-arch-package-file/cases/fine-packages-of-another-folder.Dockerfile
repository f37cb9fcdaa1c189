FROM debian:bookworm-slim
WORKDIR /tmp
COPY *.deb /tmp/
RUN cd /opt/debs && dpkg -i *.deb
