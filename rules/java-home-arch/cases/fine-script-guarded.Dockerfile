FROM debian:bookworm
RUN if [ "$(uname -m)" = x86_64 ]; then ln -s /usr/lib/jvm/java-17-openjdk-amd64 /opt/java; \
    else ln -s /usr/lib/jvm/java-17-openjdk-arm64 /opt/java; fi
