FROM debian:bookworm-slim
COPY debs/ /opt/debs/
RUN apt-get update && apt-get install -y /tmp/debs/*.deb
