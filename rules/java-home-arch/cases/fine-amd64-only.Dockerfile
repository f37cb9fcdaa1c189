FROM debian:bookworm
ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
