FROM debian:bookworm-slim
COPY debs/*.deb /tmp/
RUN dpkg -i /tmp/probed_*.deb
