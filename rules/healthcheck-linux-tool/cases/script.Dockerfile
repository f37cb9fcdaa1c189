FROM eclipse-temurin:21
COPY hc.sh app.jar /
HEALTHCHECK CMD /hc.sh
CMD ["java", "-jar", "/app.jar"]
