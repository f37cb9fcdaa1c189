# The folder that is there tells the platform.
FROM debian:bookworm-slim
RUN if [ -d /usr/lib/jvm/java-17-openjdk-amd64 ]; then \
      ln -s /usr/lib/jvm/java-17-openjdk-amd64 /opt/java; \
    else \
      ln -s /usr/lib/jvm/java-17-openjdk-arm64 /opt/java; \
    fi
RUN ln -s /usr/lib/jvm/java-17-openjdk-amd64 /opt/jdk || ln -s /usr/lib/jvm/java-17-openjdk-arm64 /opt/jdk || true
RUN test -d /usr/lib/jvm/java-11-openjdk-amd64 && ln -s /usr/lib/jvm/java-11-openjdk-amd64 /opt/java11 || true
