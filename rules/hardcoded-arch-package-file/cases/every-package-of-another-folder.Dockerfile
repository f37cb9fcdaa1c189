FROM debian:bookworm-slim
COPY *.deb /tmp/
RUN cd /tmp && dpkg -i *.deb
