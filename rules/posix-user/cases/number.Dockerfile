FROM eclipse-temurin:21
WORKDIR /app
COPY publish .
USER 1654
ENTRYPOINT ["java", "-jar", "shop.jar"]
