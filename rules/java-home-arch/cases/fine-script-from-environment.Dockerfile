FROM debian:bookworm AS build
RUN ln -s /opt/java/17 /usr/lib/jvm/java-17-openjdk-amd64
FROM build
ENV OLD_HOME=$JAVA_HOME
RUN /usr/lib/jvm/java-17-openjdk-amd64/bin/java -version
