FROM debian:bookworm-slim
COPY debs/ /tmp/debs/
RUN apt-get update && apt-get install -y /tmp/debs/*.deb && rm -rf /tmp/debs
