FROM debian:bookworm
RUN export JAVA_HOME="/usr/lib/jvm/java-17-openjdk-$(dpkg --print-architecture)" && ./gradlew build
RUN ln -s /usr/lib/jvm/java-17-openjdk-* /usr/lib/jvm/default
