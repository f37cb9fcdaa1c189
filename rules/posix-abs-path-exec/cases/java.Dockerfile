FROM openjdk:17
COPY app.jar /
ENTRYPOINT ["/usr/bin/java", "-jar", "/app.jar"]
