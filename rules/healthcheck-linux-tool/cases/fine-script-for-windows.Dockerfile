FROM eclipse-temurin:21
COPY hc.cmd app.jar /
HEALTHCHECK CMD /hc.cmd
CMD ["java", "-jar", "/app.jar"]
