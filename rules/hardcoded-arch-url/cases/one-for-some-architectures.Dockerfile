# Both are fetched and one is installed, whatever the platform; the next has no file for arm64.
FROM debian:12
RUN curl -fsSLO http://archive.example.com/pool/libjo/libjo-dev_2.4.0_amd64.deb && \
    curl -fsSLO http://ports.example.com/pool/libjo/libjo-dev_2.4.0_arm64.deb && \
    dpkg -i libjo-dev_2.4.0_amd64.deb
RUN curl -fsSLO https://dl.example.com/linux/kv-amd64 && curl -fsSLO https://dl.example.com/linux/kv-s390x
ADD https://example.com/pq-linux-amd64 /opt/
ADD https://example.com/other-linux-arm64 /opt/
