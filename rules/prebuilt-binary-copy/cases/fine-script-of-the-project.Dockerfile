FROM debian:bookworm-slim
COPY build-linux-amd64.sh scripts/setup-amd64.sh /scripts/
RUN /scripts/build-linux-amd64.sh
