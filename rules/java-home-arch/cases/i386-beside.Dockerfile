FROM ubuntu:22.04
ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
RUN dpkg --add-architecture i386 && apt-get update && apt-get install -y openjdk-17-jdk libc6:i386
