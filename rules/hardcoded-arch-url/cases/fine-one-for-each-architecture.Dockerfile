FROM debian:12
RUN curl -fsSLO http://archive.example.com/pool/libjo/libjo-dev_2.4.0_amd64.deb && \
    curl -fsSLO http://ports.example.com/pool/libjo/libjo-dev_2.4.0_arm64.deb && \
    dpkg -i "libjo-dev_2.4.0_$(dpkg --print-architecture).deb"
RUN curl -fsSL -o kv-amd64 https://dl.example.com/linux/amd64/kv && \
    curl -fsSL -o kv-arm64 https://dl.example.com/linux/arm64/kv && \
    install "kv-$(dpkg --print-architecture)" /usr/bin/kv
ADD https://example.com/pq-linux-amd64 /opt/
ADD https://example.com/pq-linux-arm64 /opt/
RUN ln -s "/opt/pq-linux-$(dpkg --print-architecture)" /usr/bin/pq
