FROM debian:bookworm
RUN apt-get update && apt-get install -y openjdk-17-jre \
 && ln -s /usr/lib/jvm/java-17-openjdk-$(dpkg --print-architecture) /usr/lib/jvm/java-17-openjdk-amd64 || true
ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
