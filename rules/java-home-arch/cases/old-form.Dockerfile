FROM ubuntu:24.04
ENV JAVA_HOME /usr/lib/jvm/java-8-openjdk-amd64/jre
