FROM eclipse-temurin:21
ENV JAVA_HOME=/opt/java/openjdk
ENV OTHER=/usr/lib/jvm/java-17-openjdk:/usr/lib/jvm/default-jvm
