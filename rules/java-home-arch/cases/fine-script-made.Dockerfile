FROM debian:bookworm
RUN mkdir -p /usr/lib/jvm/zulu-8-amd64 \
    && curl -fsSL https://example.com/jdk.tgz | tar xz -C /usr/lib/jvm/zulu-8-amd64 \
    && update-alternatives --install /usr/bin/java java /usr/lib/jvm/zulu-8-amd64/bin/java 1
