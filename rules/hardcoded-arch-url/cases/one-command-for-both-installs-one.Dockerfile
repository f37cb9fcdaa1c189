FROM debian:bookworm-slim
WORKDIR /tmp
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates wget \
 && wget -q https://example.org/mon_2.0_amd64.deb https://example.org/mon_2.0_arm64.deb \
 && dpkg -i mon_2.0_amd64.deb
