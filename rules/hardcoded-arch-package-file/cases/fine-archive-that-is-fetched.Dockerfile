FROM debian:bookworm-slim
ARG VERSION=1.2.3
COPY scripts /scripts
RUN /scripts/fetch.sh && tar -xzf /tmp/other-linux-amd64.tar.gz -C /usr/local
RUN tar -xzf tool-linux-amd64.tar.gz
