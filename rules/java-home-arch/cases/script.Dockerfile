FROM debian:bookworm
RUN apt-get update && apt-get install -y openjdk-17-jdk-headless
RUN export JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 && ./gradlew build
RUN echo "JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64" >> /etc/environment
